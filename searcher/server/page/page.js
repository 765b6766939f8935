// SPDX-License-Identifier: GPL-2.0-or-later
// What the pages do beyond links and forms: results while typing, completion, keys, a timeline to drag over. Every page
// works without this script, and everything it shows is a page of the server.
const base = document.body.dataset.base;
const input = document.getElementById("q");
const announcement = document.getElementById("announcement");

// The parts of a page that differ from page to page.
const parts = [".facets", ".results", ".tabs", ".foot"];

function announce() {
  const found = document.getElementById("found");
  if (found) announcement.textContent = found.textContent;
}

// Puts the parts of another page in place of this one's, and keeps the input as it is typed.
function show(page) {
  document.title = page.title;
  const body = page.querySelector("div.body");
  document.querySelector("div.body").className = body.className;
  const aside = page.querySelector(".facets");
  const old = document.querySelector(".facets");
  if (aside && !old) document.querySelector("div.body").prepend(aside);
  if (!aside && old) old.remove();
  for (const part of parts) {
    const fresh = page.querySelector(part);
    const here = document.querySelector(part);
    if (fresh && here && fresh !== here) here.replaceWith(fresh);
  }
  const hidden = page.querySelectorAll("form.search input[type=hidden]");
  for (const each of document.querySelectorAll("form.search input[type=hidden]")) each.remove();
  document.querySelector("form.search").append(...hidden);
  for (const link of document.querySelectorAll("link[rel=alternate]")) link.remove();
  document.head.append(...page.querySelectorAll("link[rel=alternate]"));
  prepare();
  announce();
}

let running = null;

// Fetches the page of an address and shows it. Of several that are under way the last one counts.
async function load(address) {
  running?.abort();
  running = new AbortController();
  document.querySelector(".results").classList.add("waiting");
  try {
    const reply = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });
    const text = await reply.text();
    show(new DOMParser().parseFromString(text, "text/html"));
    return true;
  } catch (error) {
    if (error.name !== "AbortError") location.href = address;
    return false;
  }
}

// One entry of the history for each pause of typing, none for the letters between.
async function go(address, replace) {
  if (replace) history.replaceState({ typed: true }, "", address);
  else history.pushState(null, "", address);
  await load(address);
}

function typedAddress() {
  const data = new FormData(document.querySelector("form.search"));
  const words = new URLSearchParams();
  for (const [name, value] of data) if (value) words.append(name, value);
  return `${base}/search?${words}`;
}

let pause = 0;
let completing = 0;

async function complete() {
  const list = document.getElementById("completions");
  const number = ++completing;
  const reply = await fetch(`${base}/api/v1/complete?limit=6&q=${encodeURIComponent(input.value)}`);
  if (!reply.ok || number !== completing) return;
  const found = await reply.json();
  const texts = [...found.queries, ...found.topics.map((topic) => `topic:"${topic}"`), ...found.titles.map((each) => each.title)];
  list.replaceChildren(...texts.slice(0, 10).map((text) => {
    const option = document.createElement("option");
    option.value = text;
    return option;
  }));
}

input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    go(typedAddress(), history.state?.typed === true);
    if (input.value) complete();
  }, 80);
});

document.querySelector("form.search").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  go(typedAddress(), history.state?.typed === true).then(() => history.replaceState(null, "", location.href));
});

addEventListener("popstate", async () => {
  await load(location.href);
  input.value = new URLSearchParams(location.search).get("q") ?? "";
});

// Links within the search are followed without leaving the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const address = new URL(link.getAttribute("href") ?? "", location.href);
  const pages = [`${base}/`, `${base}/search`, `${base}/charts`];
  if (address.origin !== location.origin || !pages.includes(address.pathname) || address.hash || link.hasAttribute("download")) return;
  event.preventDefault();
  go(address.href, false).then(() => {
    input.value = address.searchParams.get("q") ?? "";
    if (!link.closest(".facets")) scrollTo({ top: 0 });
    refocus(link);
  });
});

// The link that was followed has been replaced: the focus goes to its successor, or to the results.
function refocus(link) {
  const field = link.closest(".facet")?.dataset.field;
  const label = link.querySelector(".name")?.textContent;
  const same = field && [...document.querySelectorAll(`.facet[data-field="${field}"] a`)].find((each) => each.querySelector(".name")?.textContent === label);
  (same || document.getElementById("results")).focus({ preventScroll: true });
}

// Keys.
function titles() {
  return [...document.querySelectorAll(".hit h3 a")];
}

function move(step) {
  const all = titles();
  const at = all.indexOf(document.activeElement);
  const next = at + step;
  if (at === 0 && step < 0) return input.focus();
  all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
}

function showKeys() {
  let dialog = document.querySelector("dialog");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", "Keys");
    const keys = [["/", "to the search field"], ["↓ ↑", "to the next and the previous result"], ["Enter", "opens the result"], ["Esc", "out of the search field"], ["?", "shows these keys"]];
    const table = document.createElement("table");
    for (const [key, meaning] of keys) {
      const row = table.insertRow();
      row.insertCell().append(Object.assign(document.createElement("kbd"), { textContent: key }));
      row.insertCell().textContent = meaning;
    }
    const close = Object.assign(document.createElement("button"), { textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.append(table, close);
    document.body.append(dialog);
  }
  dialog.showModal();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && typing) return typing.blur();
  if (event.key === "ArrowDown" && (!typing || (typing === input && !input.value))) {
    event.preventDefault();
    return move(1);
  }
  if (event.key === "ArrowUp" && !typing && titles().includes(document.activeElement)) {
    event.preventDefault();
    return move(-1);
  }
  if (typing) return;
  if (event.key === "/") {
    event.preventDefault();
    input.focus();
    input.select();
  }
  if (event.key === "?") showKeys();
});

// A press on one bar of the timeline and a release on another chooses all between.
function dragOver(chart) {
  const bars = [...chart.querySelectorAll("a")];
  let from = null;
  const barAt = (event) => bars.indexOf(document.elementFromPoint(event.clientX, event.clientY)?.closest("a"));
  chart.addEventListener("pointerdown", (event) => { from = barAt(event); });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  chart.addEventListener("pointermove", (event) => {
    if (from === null || from < 0 || !event.buttons) return;
    const to = barAt(event);
    if (to >= 0) bars.forEach((bar, i) => bar.classList.toggle("chosen-bar", i >= Math.min(from, to) && i <= Math.max(from, to)));
  });
  chart.addEventListener("pointerup", (event) => {
    const to = barAt(event);
    const start = from;
    from = null;
    if (start === null || start < 0 || to < 0 || start === to) return;
    chart.addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { once: true, capture: true });
    const first = new URL(bars[Math.min(start, to)].getAttribute("href"), location.href);
    const last = new URL(bars[Math.max(start, to)].getAttribute("href"), location.href);
    first.searchParams.set("until", last.searchParams.get("until"));
    go(first.href, false);
  });
}

// A field above long lists of values, which leaves those that hold what is typed.
function filterList(list) {
  const field = document.createElement("input");
  field.setAttribute("aria-label", "Search these values");
  field.placeholder = "search these values";
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase();
    for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
  list.before(field);
}

function prepare() {
  for (const chart of document.querySelectorAll("#over-time svg.bars")) dragOver(chart);
  for (const list of document.querySelectorAll(".facet ul.long")) filterList(list);
}

prepare();

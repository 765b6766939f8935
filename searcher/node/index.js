// SPDX-License-Identifier: GPL-2.0-or-later
// Searcher and Writer on the C interface; index.d.ts describes what is exported.
'use strict';

const native = require('./native/newsrank.node');

const PORTION = 256; // articles
const portionSize = (limit) => {
  if (!Number.isSafeInteger(limit) || limit < 0 || limit > 2 ** 32) throw new RangeError(`no count: ${limit}`);
  return limit;
};

// A text for C, where a zero character would end it.
const text = (value) => {
  if (typeof value !== 'string') throw new TypeError('a string is needed');
  if (value.includes('\0')) throw new TypeError('the text holds a null character');
  return value;
};

const list = (value) => (typeof value === 'string' ? [value] : [...value]);

const parsed = (answer) => (answer === undefined ? null : JSON.parse(answer));

const moment = (value) => (value instanceof Date ? value.toISOString().replace(/\.\d+Z$/, 'Z') : value);

const article = (members) => {
  if (members === null || typeof members !== 'object') throw new TypeError('an article is an object');
  return JSON.stringify({ ...members, published_at: moment(members.published_at) });
};

// The options of a search in the form of the library.
const request = (options) => {
  const made = { ...options, offsets: 'utf-16' };
  if (options.filters) {
    made.filters = Object.entries(options.filters).map(([field, values]) => ({ field, values: list(values) }));
  }
  if (options.facets) {
    made.facets = list(options.facets).map((facet) => (typeof facet === 'string' ? { field: facet } : facet));
  }
  if (options.fields) made.fields = list(options.fields);
  if (options.now instanceof Date) made.now = Math.floor(options.now.getTime() / 1000);
  return JSON.stringify(made);
};

// A handle, used by one call at a time, in the order of the calls.
class Handle {
  #handle;
  #last = Promise.resolve();

  constructor(handle) {
    if (!handle) throw new TypeError('use openSearcher() or openWriter()');
    this.#handle = handle;
  }

  _call(name, ...values) {
    const handle = this.#handle;
    if (handle === null) return Promise.reject(new Error('it is closed'));
    const done = this.#last.then(() => native[name](handle, ...values));
    this.#last = done.catch(() => {});
    return done;
  }

  async close() {
    if (this.#handle === null) return;
    const done = this._call('close');
    this.#handle = null;
    await done;
  }

  count() {
    return this._call('articleCount');
  }
}

class Searcher extends Handle {
  async search(query = '', options = {}) {
    return parsed(await this._call('search', text(query), request(options)));
  }

  async explainQuery(query = '', options = {}) {
    return parsed(await this._call('explainQuery', text(query), request(options)));
  }

  async complete(query, limit = 10) {
    return parsed(await this._call('complete', text(query), portionSize(limit)));
  }

  async find(id) {
    return parsed(await this._call('find', text(id)));
  }

  async *articles() {
    let last = '';
    for (;;) {
      const portion = parsed(await this._call('articlesAfter', last, PORTION)).articles;
      yield* portion;
      if (portion.length < PORTION) return;
      last = portion[portion.length - 1].id;
    }
  }

  payload(database = 0) {
    return this._call('payload', portionSize(database));
  }

  refresh() {
    return this._call('refresh');
  }

  async clone() {
    return new Searcher(await this._call('clone'));
  }
}

class Writer extends Handle {
  async put(members) {
    if (members && 'relevance' in members) {
      throw new TypeError('a hit is no whole article: use update(hit.id, ...), or put what find(hit.id) gives');
    }
    await this._call('put', article(members));
  }

  async putMany(articles) {
    let count = 0;
    for await (const members of articles) {
      await this.put(members);
      ++count;
    }
    return count;
  }

  async update(id, changes) {
    return (await this._call('update', text(id), article(changes))) !== 0;
  }

  async remove(id) {
    await this._call('remove', text(id));
  }

  async find(id) {
    return parsed(await this._call('findWritten', text(id)));
  }

  async removeMatching(query = '', options = {}) {
    return this._call('removeMatching', text(query), request(options));
  }

  async commit(payload) {
    await this._call('commit', payload === undefined ? null : text(payload));
  }

  payload() {
    return this._call('writtenPayload');
  }

  async rollback() {
    await this._call('rollback');
  }
}

async function openSearcher(databases, options = {}) {
  return new Searcher(await native.openSearcher(list(databases).map(text), JSON.stringify(options)));
}

async function openWriter(database, options = {}) {
  return new Writer(await native.openWriter(text(database), JSON.stringify(options)));
}

// Opens a writer for `work`, commits what ends well, and closes it in any case.
async function write(database, work, options = {}) {
  const writer = await openWriter(database, options);
  try {
    const result = await work(writer);
    await writer.commit();
    return result;
  } finally {
    await writer.close();
  }
}

const report = (name) => async (...paths) => parsed(await native[name](...paths.map(text)));

module.exports = {
  Searcher,
  Writer,
  openSearcher,
  openWriter,
  write,
  check: report('check'),
  stats: report('stats'),
  compact: report('compact'),
  backup: report('backup'),
  parseQuery: async (query, options = {}) => parsed(await native.parseQuery(text(query), request(options))),
  snippetHtml: (snippet, open = null, close = null) => native.snippetHtml(JSON.stringify(snippet), open, close),
  canonicalUrl: async (url) => native.canonicalUrl(text(url)),
  canonicalId: async (id) => native.canonicalId(text(id)),
  version: native.version,
};

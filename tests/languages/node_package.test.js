// SPDX-License-Identifier: GPL-2.0-or-later
// What callers of the package see; node_package_test.py runs it beside the installed package.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');

const newsrank = require('newsrank');

const ARTICLES = [
  { url: 'https://a.example/1', title: 'Salt battery 🔋 on', body: 'Molten salt stores heat.', topics: ['Energy'], quality: 80,
    provider: { name: 'The Gazette', domain: 'a.example' }, published_at: new Date('2024-03-05T08:30:00Z') },
  { id: '42', title: 'Battery recycling grows', topics: ['Energy', 'Recycling'], published: true },
  { id: '43', title: '🔋 batteries: a history' },
];

async function sample() {
  const database = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'newsrank-')), 'my.db');
  await newsrank.write(database, (writer) => writer.putMany(ARTICLES));
  return database;
}

test('articles are found, counted and read whole', async () => {
  const searcher = await newsrank.openSearcher(await sample());
  const response = await searcher.search('battery', { filters: { topic: 'Energy' }, facets: ['topic'], limit: 1, now: new Date() });
  assert.equal(response.total.value, 2);
  assert.deepEqual(response.hits.map((hit) => [hit.rank, hit.title]), [[1, ARTICLES[0].title]]);
  assert.deepEqual(response.facets[0].values.map(({ label, count }) => [label, count]), [['Energy', 2], ['Recycling', 1]]);
  const found = await searcher.find('https://a.example/1');
  assert.equal(found.body, ARTICLES[0].body);
  assert.equal(found.published_at, '2024-03-05T08:30:00Z');
  assert.equal(await searcher.find('none'), null);
  assert.equal((await searcher.search('salt', { fields: ['body'] })).hits[0].body, ARTICLES[0].body);
  const ids = [];
  for await (const article of searcher.articles()) ids.push(article.id);
  assert.deepEqual(ids.sort(), ['42', '43', 'https://a.example/1']);
  assert.equal(await searcher.count(), 3);
  assert.ok((await searcher.complete('batt')).queries.includes('battery'));
  await searcher.close();
});

test('places count the units of strings', async () => {
  const searcher = await newsrank.openSearcher(await sample());
  const { snippets } = (await searcher.search('history', { snippets: {} })).hits[0];
  const { text, marks } = snippets.title;
  assert.deepEqual(marks.map(({ begin, end }) => text.slice(begin, end)), ['history']);
  assert.equal(await newsrank.snippetHtml(snippets.title, '<b>', '</b>'), '🔋 batteries: a <b>history</b>');
  const query = '🔋 titel:battery';
  const { begin, end } = (await searcher.search(query)).diagnostics[0];
  assert.ok(query.slice(begin, end).startsWith('titel'));
  assert.equal((await newsrank.parseQuery('title:salt -b')).canonical, 'title:salt -b');
  assert.ok((await searcher.explainQuery('the salts')).tokens.length > 0);
});

test('an update keeps what it does not name', async () => {
  const database = await sample();
  await newsrank.write(database, async (writer) => {
    assert.equal(await writer.update('https://a.example/1', { quality: null, topics: ['New'] }), true);
    assert.equal(await writer.update('none', { quality: 1 }), false);
    const found = await writer.find('https://a.example/1');
    assert.deepEqual([found.quality, found.topics, found.body], [null, ['New'], ARTICLES[0].body]);
    const hit = (await (await newsrank.openSearcher(database)).search('salt')).hits[0];
    await assert.rejects(writer.put(hit), TypeError);
  });
});

test('a writer commits what ends well, in the order of its calls', async () => {
  const database = await sample();
  await assert.rejects(newsrank.write(database, async (writer) => {
    await writer.remove('42');
    throw new Error('stop');
  }), /stop/);
  const searcher = await newsrank.openSearcher(database);
  assert.equal(await searcher.count(), 3);
  const writer = await newsrank.openWriter(database, { create: false });
  await assert.rejects(newsrank.openWriter(database), { code: 'index_locked' });
  // None of these is waited for.
  const done = [writer.remove('42'), writer.commit('line 7'), writer.remove('43'), writer.rollback(), writer.payload(), writer.close()];
  assert.equal((await Promise.all(done))[4], 'line 7');
  await searcher.refresh();
  assert.deepEqual([await searcher.count(), await searcher.payload()], [2, 'line 7']);
});

test('an index is looked after', async () => {
  const database = await sample();
  await newsrank.write(database, async (writer) => assert.equal(await writer.removeMatching('', { filters: { topic: 'Recycling' } }), 1));
  assert.equal((await newsrank.backup(database, `${database}.copy`)).articles, 2);
  assert.equal((await newsrank.compact(database)).articles, 2);
  assert.equal((await newsrank.check(database)).sound, true);
  assert.equal((await newsrank.stats(database)).articles, 2);
});

test('failures say what to do', async () => {
  await assert.rejects(newsrank.openSearcher('/nonexistent'), (error) => error.code === 'index_not_found' && error.hint !== '');
  const searcher = await newsrank.openSearcher(await sample());
  for (const [query, options] of [['', {}], ['a', { limit: -1 }], ['a', { titel: 1 }]]) {
    await assert.rejects(searcher.search(query, options), (error) => error.code.startsWith('invalid_'));
  }
  for (const wrong of ['a\0b', 7, null]) await assert.rejects(searcher.find(wrong), TypeError);
  await assert.rejects(searcher.complete('a', -1), RangeError);
  await searcher.close();
  await searcher.close();
  await assert.rejects(searcher.search('battery'), /closed/);
  assert.throws(() => new newsrank.Searcher(), TypeError);
  assert.equal(await newsrank.canonicalUrl('HTTPS://A.example?utm_x=1'), 'https://a.example/');
  assert.equal(await newsrank.canonicalId('Record 7'), 'Record 7');
});

test('searches of clones run side by side, and the loop goes on', async () => {
  const first = await newsrank.openSearcher(await sample());
  const searchers = [first, await first.clone(), await first.clone()];
  const found = await Promise.all(Array.from({ length: 60 }, (_, n) => searchers[n % 3].search('battery')));
  assert.ok(found.every((response) => response.hits.length === 3));
});

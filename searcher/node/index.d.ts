// SPDX-License-Identifier: GPL-2.0-or-later

/** Search and ranking of news articles. What fails rejects its promise with an Error that has `code` and `hint`. */
export interface NewsrankError extends Error {
  /** What kind of failure it is, for example "index_not_found". */
  code: string;
  /** What can be done about it; may be empty. */
  hint: string;
}

/** Who published an article. */
export interface Provider {
  name: string;
  domain: string;
}

/** An article as it is read. */
export interface Article {
  id: string;
  url: string;
  title: string;
  excerpt: string;
  body: string;
  topics: string[];
  provider: Provider;
  category: string;
  type: string;
  language: string;
  quality: number | null;
  heat: number | null;
  published: boolean | null;
  removed: boolean;
  /** ISO 8601, in UTC. */
  published_at: string | null;
  /** Those of the index's own; absent where it has none. */
  fields?: Record<string, OwnValue>;
}

/** Of texts and keywords a list, of others a value; dates are ISO 8601, in UTC. */
export type OwnValue = string[] | string | number | boolean;

/** Members of an article as they are written; null empties one. */
export interface Changes {
  title?: string;
  url?: string | null;
  excerpt?: string | null;
  body?: string | null;
  topics?: string[] | null;
  provider?: Partial<Provider> | null;
  category?: string | null;
  type?: string | null;
  language?: string | null;
  quality?: number | null;
  heat?: number | null;
  published?: boolean | null;
  removed?: boolean | null;
  /** A text in ISO 8601, or seconds since 1970-01-01T00:00:00Z. */
  published_at?: Date | string | number | null;
  /** All of them at once; a text that stands alone is taken as one of a list. */
  fields?: Record<string, OwnValue | null> | null;
}

/** An article to write: it has a title, and `id` or `url`. */
export type NewArticle = Changes & { title: string } & ({ id: string } | { url: string; id?: string });

/** A part of a field; `marks` are places of matched words in `text`, in units of JavaScript's strings. */
export interface Snippet {
  field: string;
  text: string;
  begin: number;
  marks: { begin: number; end: number }[];
  cut_before: boolean;
  cut_after: boolean;
}

/** What is shown of a hit. */
export interface Snippets {
  title: Snippet;
  fragments: Snippet[];
}

/** The same story under another address. */
export interface Copy {
  id: string;
  url: string;
  provider: Provider;
  score: number;
}

/** An article that was found, without its body unless `fields` asked for it. */
export interface Hit extends Omit<Article, 'body'> {
  body?: string;
  rank: number;
  score: number;
  relevance: number;
  quality_factor: number;
  recency_factor: number;
  /** Not found and counted: it holds some of the words only, and fills a first page that would be short. */
  also: boolean;
  copies: Copy[];
  snippets?: Snippets;
  explanation?: unknown;
}

/** A remark about the query; `begin` and `end` are places in its text. */
export interface Diagnostic {
  severity: string;
  code: string;
  message: string;
  hint: string;
  begin: number;
  end: number;
}

/** A value and how many articles have it. */
export interface FacetValue {
  value: string;
  label: string;
  count: number;
  selected?: boolean;
  children?: FacetValue[];
}

/** The values of a field among the matches. */
export interface Facet {
  field: string;
  values: FacetValue[];
  distinct: number;
  articles: number;
  missing: number;
  exact: boolean;
}

/** The answer to a query. The library may give more members than these. */
export interface SearchResponse {
  query: string;
  total: { value: number; exact: boolean; all_words: number };
  hits: Hit[];
  facets?: Facet[];
  profile: string;
  suggestion: string | null;
  diagnostics: Diagnostic[];
  missing: string[];
  /** Which state of each shard the answer comes from. */
  shards: { database: number; shard: number; commit: number; replica: string }[];
}

/** Fields with a value, or values of which one must hold: `{topic: ['AI', 'Energy']}`. */
export type Filters = Record<string, string | Iterable<string>>;

/** Options of what only reads a query. */
export interface QueryOptions {
  plain?: boolean;
  require_all?: boolean;
  now?: Date | number;
  limits?: Record<string, number>;
}

/** The members of SearchRequest in newsrank's searcher.hpp, where they are described. */
export interface SearchOptions extends QueryOptions {
  limit?: number;
  offset?: number;
  require_any?: boolean;
  sort?: 'relevance' | 'date' | 'quality' | 'heat';
  /** A field of the index's own, in place of `sort`: the greatest first, with `ascending` the least. */
  sort_field?: string;
  ascending?: boolean;
  filters?: Filters;
  facets?: string | Iterable<string | { field: string; limit?: number; order?: string; multi_select?: boolean; by?: string }>;
  profile?: string | Record<string, unknown>;
  quality_weight?: number;
  recency_weight?: number;
  half_life_days?: number;
  explain?: boolean;
  correct?: boolean;
  synonyms?: unknown[];
  group_stories?: boolean;
  like?: Article;
  snippets?: { length?: number; fragments?: number; fields?: string[] };
  /** The members of articles to read beside `id`, "body" among them. */
  fields?: string | Iterable<string>;
}

/** What an unfinished query may become, best first. */
export interface Completions {
  queries: string[];
  topics: string[];
  titles: { title: string; id: string }[];
  /** Of the field that the text ends in, by how many articles have them. */
  values: string[];
}

/** A handle: its calls run one after another, in threads of their own. */
declare class Handle {
  protected constructor();
  /** Waits for the calls that run, and gives up the index; other use is an error then. */
  close(): Promise<void>;
  /** How many articles there are. */
  count(): Promise<number>;
}

/** A reader of one or more indexes. */
export class Searcher extends Handle {
  /** The best articles for a query, best first. */
  search(query?: string, options?: SearchOptions): Promise<SearchResponse>;
  /** How a query is understood, without running it. */
  explainQuery(query?: string, options?: SearchOptions): Promise<Record<string, unknown>>;
  /** What an unfinished query may become, at most `limit` of each kind. */
  complete(query: string, limit?: number): Promise<Completions>;
  /** The article of that identity, with its body; null if the indexes do not hold it. */
  find(id: string): Promise<Article | null>;
  /** All articles with their bodies, in an order of their own. */
  articles(): AsyncGenerator<Article, void, undefined>;
  /** What the writer of a database handed over with its last commit; "" for nothing. */
  payload(database?: number): Promise<string>;
  /** Goes on with the newest committed state. */
  refresh(): Promise<void>;
  /** A searcher of the same indexes, whose searches run beside those of this one. */
  clone(): Promise<Searcher>;
}

/** The one writer of an index. What is not committed is dropped when it is closed. */
export class Writer extends Handle {
  /** Adds the article, or replaces the one with the same identity, whole. A hit is refused, for it lacks its body. */
  put(article: NewArticle): Promise<void>;
  /** Puts articles one after another; how many that were. The first that is refused ends it. */
  putMany(articles: Iterable<NewArticle> | AsyncIterable<NewArticle>): Promise<number>;
  /** Changes the members that are named; the others are kept. False if there is no such article. */
  update(id: string, changes: Changes): Promise<boolean>;
  /** Removes the article of that identity, if there is one. */
  remove(id: string): Promise<void>;
  /** The article of that identity with the changes made so far. */
  find(id: string): Promise<Article | null>;
  /** Removes what a search finds; how many articles that were. */
  removeMatching(query?: string, options?: Pick<SearchOptions, 'plain' | 'require_all' | 'filters' | 'now'>): Promise<number>;
  /** Makes all changes visible and durable at once, with a payload that readers and the next writer can read. */
  commit(payload?: string): Promise<void>;
  /** The payload of the last commit that had one. */
  payload(): Promise<string>;
  /** Forgets all changes since the last commit. */
  rollback(): Promise<void>;
}

/** Options for searchers of servers; times are milliseconds, 0 waits for ever. */
export interface OpenOptions {
  partial?: boolean;
  connect_timeout?: number;
  timeout?: number;
}

/** The members of WriterOptions in newsrank's index_writer.hpp, where they are described. */
export interface WriterOptions {
  language?: string;
  create?: boolean;
  shards?: number;
  memory?: number;
  threads?: number;
  wait_for_lock?: boolean;
  fields?: FieldDeclaration[];
}

/** A field of an index's own, see newsrank's schema.hpp. */
export interface FieldDeclaration {
  name: string;
  kind?: 'text' | 'keyword' | 'number' | 'date' | 'flag';
  weight?: number;
  stored?: boolean;
  facetable?: boolean;
  sortable?: boolean;
}

/** Opens indexes, folders or "host:port" of servers, to search them as one. */
export function openSearcher(databases: string | Iterable<string>, options?: OpenOptions): Promise<Searcher>;
/** Opens the index in that folder for writing, or makes one there. */
export function openWriter(database: string, options?: WriterOptions): Promise<Writer>;
/** Opens a writer for `work`, commits what ends well, and closes it in any case. */
export function write<T>(database: string, work: (writer: Writer) => Promise<T>, options?: WriterOptions): Promise<T>;
/** Reads all of an index: whether it is `sound`, and the `findings`. No writer may have it open. */
export function check(database: string): Promise<{ sound: boolean; [more: string]: unknown }>;
/** The figures of an index. */
export function stats(database: string): Promise<{ articles: number; [more: string]: unknown }>;
/** Makes the files of an index as small as they can be. No writer may have it open. */
export function compact(database: string): Promise<{ articles: number; [more: string]: unknown }>;
/** Copies the committed state of an index, also beside a writer. */
export function backup(database: string, target: string): Promise<{ articles: number; [more: string]: unknown }>;
/** Parses a query without an index. */
export function parseQuery(query: string, options?: QueryOptions):
    Promise<{ query: unknown; canonical: string; diagnostics: Diagnostic[] }>;
/** A snippet as HTML, escaped, with its marks between `open` and `close`, else in `<mark>`. */
export function snippetHtml(snippet: Snippet, open?: string, close?: string): Promise<string>;
/** The canonical form of an http(s) URL. */
export function canonicalUrl(url: string): Promise<string>;
/** The identity that a text names. */
export function canonicalId(id: string): Promise<string>;
/** The version of the library. */
export const version: string;

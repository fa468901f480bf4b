import { type SettingShape, whole } from './shapes';

/**
 * What one operation, one request, one connection and one account may ask. The web client stays far below each of them
 * (tested); what goes beyond is refused before it costs anything.
 */
export const limitShapes = {
  KRING_OPERATION_TOKENS: {
    shape: whole(100, 100_000),
    fallback: '2000',
    meaning: 'Words and signs in one operation',
  },
  KRING_OPERATION_DEPTH: {
    shape: whole(5, 100),
    fallback: '15',
    meaning: 'Fields below fields in one operation',
  },
  KRING_OPERATION_COST: {
    shape: whole(100, 1_000_000_000),
    fallback: '25000',
    meaning: 'Fields in the answer if every page and list is full (10 where nothing says how long)',
  },
  KRING_OPERATION_ALIASES: { shape: whole(0, 10_000), fallback: '30', meaning: 'Aliases in one operation' },
  KRING_OPERATION_DIRECTIVES: { shape: whole(0, 10_000), fallback: '8', meaning: 'Directives in one operation' },
  KRING_OPERATION_FRAGMENTS: { shape: whole(0, 10_000), fallback: '30', meaning: 'Named fragments in one request' },
  KRING_OPERATION_REPEATS: {
    shape: whole(1, 10_000),
    fallback: '10',
    meaning: 'Times that one field stands in the same selection',
  },
  KRING_QUERY_ROOTS: { shape: whole(1, 1000), fallback: '10', meaning: 'Things asked for in one query' },
  KRING_MUTATION_ROOTS: {
    shape: whole(1, 1000),
    fallback: '3',
    meaning: 'Things done in one mutation, by whatever alias',
  },
  KRING_INPUT_LIST: {
    shape: whole(1, 100_000),
    fallback: '100',
    meaning: 'Members of a list, or of an object, in what is sent along',
  },
  KRING_INPUT_TEXT: {
    shape: whole(100, 10_000_000),
    fallback: '100000',
    meaning: 'Length of one text that is sent along; forms say much sooner, and kindly, that theirs is too long',
  },
  KRING_BODY_KILOBYTES: { shape: whole(16, 65_536), fallback: '256', meaning: 'Size of the body of a request' },
  KRING_PHOTO_MEGABYTES: { shape: whole(1, 100), fallback: '12', meaning: 'Size of one photo as it is sent' },
  KRING_PHOTO_MEGAPIXELS: { shape: whole(1, 500), fallback: '50', meaning: 'Pixels of one photo, in millions' },
  KRING_PHOTOS_TOGETHER: {
    shape: whole(1, 64),
    fallback: '1',
    meaning: 'Photos that one process makes smaller at once; 20 more may wait',
  },
  KRING_HEADER_KILOBYTES: {
    shape: whole(4, 1024),
    fallback: '16',
    meaning: 'Size of the request line and the headers together',
  },
  KRING_HEADER_COUNT: { shape: whole(20, 2000), fallback: '100', meaning: 'Headers of one request' },
  KRING_ADDRESS_LENGTH: { shape: whole(200, 1_000_000), fallback: '8000', meaning: 'Length of the address asked for' },
  KRING_HEADER_SECONDS: {
    shape: whole(1, 600),
    fallback: '10',
    meaning: 'Within this time the headers of a request are in',
  },
  KRING_REQUEST_SECONDS: {
    shape: whole(1, 3600),
    fallback: '30',
    meaning: 'Within this time a request is in; a connection over which nothing moves for as long is closed',
  },
  KRING_KEEP_ALIVE_SECONDS: {
    shape: whole(1, 3600),
    fallback: '70',
    meaning: 'A connection without a request is kept this long; longer than the proxy in front keeps it',
  },
  KRING_CONNECTIONS: {
    shape: whole(10, 1_000_000),
    fallback: '10000',
    meaning: 'Connections of one process, sockets included; more are closed at once',
  },
  KRING_SOCKETS_PER_ACCOUNT: {
    shape: whole(1, 100_000),
    fallback: '20',
    meaning: 'Live connections of one account, in one process',
  },
  KRING_SUBSCRIPTIONS_PER_ACCOUNT: {
    shape: whole(1, 1_000_000),
    fallback: '100',
    meaning: 'Subscriptions of one account over all its live connections, in one process',
  },
  KRING_SOCKETS_WAITING: {
    shape: whole(1, 1_000_000),
    fallback: '1000',
    meaning: 'Live connections that have not said who they are; the oldest makes room for one more',
  },
  KRING_SOCKET_INIT_SECONDS: {
    shape: whole(1, 60),
    fallback: '5',
    meaning: 'Within this time a live connection says who it is',
  },
  KRING_SOCKET_MESSAGES: {
    shape: whole(5, 100_000),
    fallback: '50',
    meaning: 'Messages and pings in one second over one live connection',
  },
  KRING_SOCKET_KILOBYTES: { shape: whole(4, 16_384), fallback: '64', meaning: 'Size of one message' },
  KRING_SOCKET_PING_SECONDS: {
    shape: whole(1, 600),
    fallback: '12',
    meaning: 'A live connection is pinged this often, and closed when no answer came before the next',
  },
} as const satisfies Record<string, SettingShape>;

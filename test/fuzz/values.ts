import { randomUUID } from 'node:crypto';
import { getNamedType, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import type { Choices } from './choices';
import { hostileCursors, hostileKeys, hostileMoments, hostileNumbers, hostileTexts, wrongKinds } from './hostile';

/** What an operation can name: ids by the type they belong to, and the words that open doors. */
export interface Known {
  /** Ids of all kinds, of several organisations; `Post`, `Thread`, … as the schema names the types. */
  ids(typeName: string): readonly string[];
  readonly kinds: readonly string[];
  /** Codes, names, tokens and cursors, by the name of the field that takes them. */
  words(fieldName: string): readonly string[];
}

const hour = 3_600_000;

const typeOfId: Readonly<Record<string, string>> = {
  organisationId: 'Organisation',
  groupId: 'Group',
  threadId: 'Thread',
  postId: 'Post',
  postIds: 'Post',
  afterPostId: 'Post',
  interventionId: 'Intervention',
  membershipId: 'Membership',
  photoIds: 'Photo',
  'Query.group': 'Group',
  'Query.thread': 'Thread',
  'Query.reviewItem': 'ReviewItem',
  'ClaimReviewItemInput.id': 'ReviewItem',
  'ReleaseReviewItemInput.id': 'ReviewItem',
  'ResolveReviewItemInput.id': 'ReviewItem',
  'RevokeInvitationInput.id': 'InvitationSummary',
  'EndSessionInput.id': 'SignedInSession',
};

/** Chooses a value for every argument and input field: mostly one that fits, often one on the edge, often a hostile one. */
export class Values {
  constructor(
    private readonly choices: Choices,
    private readonly known: Known,
  ) {}

  /** `place` is the operation or input type that the name belongs to. Undefined leaves it out. */
  of(type: GraphQLInputType, name: string, place: string): unknown {
    if (isNonNullType(type)) {
      const given = this.of(type.ofType, name, place);
      return given ?? (this.choices.onceIn(20) ? given : this.some(type.ofType, name, place));
    }
    if (this.choices.onceIn(3)) return this.choices.onceIn(2) ? null : undefined;
    return this.some(type, name, place);
  }

  private some(type: GraphQLInputType, name: string, place: string): unknown {
    if (this.choices.onceIn(40)) return this.choices.oneOf(wrongKinds);
    if (isNonNullType(type)) return this.some(type.ofType, name, place);
    if (isListType(type)) return this.list(type.ofType, name, place);
    const named = getNamedType(type);
    if (isInputObjectType(named)) {
      const made: [string, unknown][] = Object.values(named.getFields()).map((field) => [
        field.name,
        this.of(field.type, field.name, named.name),
      ]);
      if (this.choices.onceIn(60)) made.push([this.choices.oneOf(hostileKeys) ?? '', 'x']);
      return objectOf(made);
    }
    if (isEnumType(named)) {
      if (this.choices.onceIn(15)) return this.choices.oneOf(hostileTexts);
      return this.choices.oneOf(named.getValues())?.name;
    }
    return this.leaf(named.name, name, place);
  }

  private list(type: GraphQLInputType, name: string, place: string): unknown {
    const sizes = [1, 0, 2, 3, 5, 51, 600];
    const size = name === 'photoIds' && !this.choices.onceIn(3) ? 0 : (this.choices.oneOf(sizes) ?? 1);
    const first = this.some(type, name, place);
    const isDouble = this.choices.onceIn(2);
    const isLong = typeof first === 'string' && first.length > 200;
    return Array.from({ length: isLong ? Math.min(size, 3) : size }, (_, at) =>
      at === 0 || isDouble || at > 5 ? first : this.some(type, name, place),
    );
  }

  private leaf(typeName: string, name: string, place: string): unknown {
    switch (typeName) {
      case 'ID':
        return this.id(name, place);
      case 'Int':
      case 'Float':
        return this.number(name);
      case 'Boolean':
        return this.choices.onceIn(20) ? this.choices.oneOf(wrongKinds) : this.choices.below(2) === 0;
      case 'DateTime':
        return this.moment();
      default:
        return this.text(name);
    }
  }

  private id(name: string, place: string): unknown {
    if (name === 'clientKey') return this.choices.onceIn(8) ? this.choices.oneOf(hostileTexts) : randomUUID();
    const kind = typeOfId[`${place}.${name}`] ?? typeOfId[place] ?? typeOfId[name] ?? '';
    switch (this.choices.below(12)) {
      case 8:
        return this.choices.oneOf(this.known.ids(this.choices.oneOf(this.known.kinds) ?? ''));
      case 9:
        return randomUUID();
      case 10:
        return this.choices.oneOf(hostileTexts);
      case 11:
        return this.choices.oneOf(this.known.ids(kind))?.toUpperCase() ?? randomUUID();
      default:
        return this.choices.oneOf(this.known.ids(kind)) ?? randomUUID();
    }
  }

  private number(name: string): unknown {
    if (this.choices.onceIn(4)) return this.choices.oneOf(hostileNumbers);
    return name === 'first' ? 1 + this.choices.below(50) : 1 + this.choices.below(5);
  }

  private moment(): unknown {
    if (this.choices.onceIn(3)) return this.choices.oneOf(hostileMoments);
    return new Date(Date.now() + hour * (1 + this.choices.below(100))).toISOString();
  }

  private text(name: string): unknown {
    if (name === 'after' && this.choices.onceIn(2)) return this.choices.oneOf(hostileCursors);
    const words = this.known.words(name);
    if (words.length > 0 && !this.choices.onceIn(4)) return this.choices.oneOf(words);
    if (!this.choices.onceIn(2)) return `Vandaag ging het, ${this.choices.below(1000)}.`;
    const text = this.choices.oneOf(hostileTexts) ?? '';
    return this.choices.onceIn(4) ? `${text} ${this.choices.oneOf(hostileTexts) ?? ''}` : text;
  }
}

/** An object with exactly these keys of its own, `__proto__` among them. */
function objectOf(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [key, value] of entries) {
    if (value !== undefined)
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return made;
}

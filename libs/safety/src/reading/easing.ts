import type { Modifier, Rule } from '../rules/rule';
import type { Hit, PackReading } from './read-post';
import type { Token } from './tokens';

const nearby = 6;

/**
 * What eases hits in one reading, laid out by place so that each hit is weighed in constant time however long the text is. What
 * stands before a "but" does not ease what stands behind it: "you are kind, but tonight I do it".
 */
export class Easing {
  private readonly inPost = new Set<Modifier>();
  /** The last part that a modifier stands in, in each sentence; parts are parted by "but", and counted on through the text. */
  private readonly inSentence = new Map<number, Map<Modifier, number>>();
  private readonly over = new Map<number, Set<Modifier>>();
  private readonly endingAt = new Map<number, Set<Modifier>>();
  private readonly calm = new Map<Rule, Map<number, number>>();
  private readonly parts: readonly number[];
  /** What was is again: "last year I wanted to die, and now again". */
  isAgain = false;

  constructor(
    private readonly reading: PackReading,
    private readonly tokens: readonly Token[],
  ) {
    let part = 0;
    this.parts = reading.stream.words.map((word) => (reading.pack.lexicon.isTurn(word) ? ++part : part));
    for (const hit of reading.hits) this.note(hit);
  }

  private note({ owner, span, sentence }: Hit): void {
    const part = this.parts[span.from] ?? 0;
    if (owner.kind === 'mark') this.isAgain ||= owner.mark === 'again';
    else if (owner.kind === 'calm') keepLast(this.calm, owner.rule, sentence, part);
    else if (owner.kind === 'modifier') {
      const { modifier, reach } = owner;
      if (reach === 'post') this.inPost.add(modifier);
      else if (reach === 'sentence') keepLast(this.inSentence, sentence, modifier, part);
      else if (reach === 'before') add(this.endingAt, span.to, modifier);
      else for (let at = span.from; at < span.to; at += 1) add(this.over, at, modifier);
    }
  }

  /** True when a calming pattern of this rule stands in the same sentence. */
  calms(rule: Rule, { span, sentence }: Hit): boolean {
    return this.reaches(this.calm.get(rule)?.get(sentence), span.from);
  }

  /** Whether what stands in `part`, if anything does, eases what stands at a place of its sentence. */
  private reaches(part: number | undefined, place: number): boolean {
    return part !== undefined && part >= (this.parts[place] ?? 0);
  }

  /** The modifiers that touch a hit. */
  touching({ span, sentence }: Hit): ReadonlySet<Modifier> {
    const found = new Set<Modifier>(this.inPost);
    for (const [modifier, part] of this.inSentence.get(sentence) ?? [])
      if (this.reaches(part, span.from)) found.add(modifier);
    for (let at = span.from; at < span.to; at += 1) for (const modifier of this.over.get(at) ?? []) found.add(modifier);
    const { stream, pack } = this.reading;
    // Someone else is the subject when they are named shortly before, and the writer does not come in between. Who says "I" between
    // quotation marks is who is quoted.
    const isWriter = (at: number): boolean =>
      pack.lexicon.isSelf(stream.words[at] ?? '') && this.tokens[stream.tokens[at] ?? 0]?.quoted !== true;
    for (let at = span.to - 1; at >= span.from; at -= 1) if (isWriter(at)) return found;
    for (let end = span.from + 1; end >= 0 && end >= span.from - nearby; end -= 1) {
      if (end < span.from && (stream.sentences[end] !== sentence || isWriter(end))) break;
      for (const modifier of this.endingAt.get(end) ?? []) found.add(modifier);
    }
    return found;
  }
}

function add(map: Map<number, Set<Modifier>>, key: number, modifier: Modifier): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([modifier]));
  else known.add(modifier);
}

function keepLast<Outer, Inner>(map: Map<Outer, Map<Inner, number>>, outer: Outer, inner: Inner, part: number): void {
  const known = map.get(outer) ?? new Map<Inner, number>();
  map.set(outer, known.set(inner, Math.max(part, known.get(inner) ?? 0)));
}

import type { Modifier, Rule } from '../rules/rule';
import type { Hit, PackReading } from './read-post';

const nearby = 6;

/** What eases hits in one reading, laid out by place so that each hit is weighed in constant time however long the text is. */
export class Easing {
  private readonly inPost = new Set<Modifier>();
  private readonly inSentence = new Map<number, Set<Modifier>>();
  private readonly over = new Map<number, Set<Modifier>>();
  private readonly endingAt = new Map<number, Set<Modifier>>();
  private readonly calm = new Map<Rule, Set<number>>();

  constructor(private readonly reading: PackReading) {
    for (const hit of reading.hits) this.note(hit);
  }

  private note({ owner, span, sentence }: Hit): void {
    if (owner.kind === 'calm') {
      const sentences = this.calm.get(owner.rule) ?? new Set<number>();
      this.calm.set(owner.rule, sentences.add(sentence));
    } else if (owner.kind === 'modifier') {
      const { modifier, reach } = owner;
      if (reach === 'post') this.inPost.add(modifier);
      else if (reach === 'sentence') add(this.inSentence, sentence, modifier);
      else if (reach === 'before') add(this.endingAt, span.to, modifier);
      else for (let at = span.from; at < span.to; at += 1) add(this.over, at, modifier);
    }
  }

  /** True when a calming pattern of this rule stands in the same sentence. */
  calms(rule: Rule, { sentence }: Hit): boolean {
    return this.calm.get(rule)?.has(sentence) ?? false;
  }

  /** The modifiers that touch a hit. */
  touching({ span, sentence }: Hit): ReadonlySet<Modifier> {
    const found = new Set<Modifier>([...this.inPost, ...(this.inSentence.get(sentence) ?? [])]);
    for (let at = span.from; at < span.to; at += 1) for (const modifier of this.over.get(at) ?? []) found.add(modifier);
    const { stream, pack } = this.reading;
    // Someone else is the subject when they are named shortly before, and the writer does not come in between.
    for (let at = span.to - 1; at >= span.from; at -= 1) if (pack.lexicon.isSelf(stream.words[at] ?? '')) return found;
    for (let end = span.from + 1; end >= 0 && end >= span.from - nearby; end -= 1) {
      if (end < span.from && (stream.sentences[end] !== sentence || pack.lexicon.isSelf(stream.words[end] ?? '')))
        break;
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

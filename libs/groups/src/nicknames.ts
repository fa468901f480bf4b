import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type Language, projectFolder } from '@kring/platform';
import { avatarFor, type Drawing } from './domain/avatar';

interface Words {
  readonly order: 'adjective-first' | 'noun-first';
  readonly adjectives: readonly string[];
  readonly nouns: Readonly<Record<Drawing, readonly string[]>>;
}

/** Names nobody has to think up, and a drawing that fits each. */
@Injectable()
export class Nicknames {
  private readonly words = JSON.parse(
    readFileSync(join(projectFolder, 'libs/groups/data/nicknames.json'), 'utf8'),
  ) as Record<Language, Words>;

  suggest(count: number, language: Language): string[] {
    const { order, adjectives, nouns } = this.words[language];
    const all = Object.values(nouns).flat();
    const names = new Set<string>();
    for (let attempt = 0; names.size < count && attempt < count * 20; attempt += 1) {
      const adjective = adjectives[randomInt(adjectives.length)] ?? '';
      const noun = all[randomInt(all.length)] ?? '';
      names.add(order === 'noun-first' ? `${noun} ${adjective}` : `${adjective} ${noun}`);
    }
    return [...names];
  }

  avatarFor(nicknameKey: string): string {
    return avatarFor(nicknameKey, (key) => this.drawingIn(key));
  }

  private drawingIn(key: string): Drawing | null {
    for (const { nouns } of Object.values(this.words)) {
      for (const [drawing, words] of Object.entries(nouns)) {
        if (words.some((word) => key.includes(word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase())))
          return drawing as Drawing;
      }
    }
    return null;
  }
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { canMove } from '@kring/kernel';
import { type Erasure, type ErasureHandler, ErasureLedger, type Transaction } from '@kring/platform';
import { postMoves } from '../domain/post-moves';
import { PostWriter } from '../storage/post-writer';
import { StoriesReader } from '../storage/stories-reader';

/** Deletes a post again in a database that was restored from before its author deleted it. */
@Injectable()
export class DeleteAgain implements ErasureHandler, OnModuleInit {
  readonly kinds = ['POST'] as const;

  constructor(
    @Inject(ErasureLedger) private readonly erasures: ErasureLedger,
    @Inject(StoriesReader) private readonly reader: StoriesReader,
    @Inject(PostWriter) private readonly writer: PostWriter,
  ) {}

  onModuleInit(): void {
    this.erasures.register(this);
  }

  async again(transaction: Transaction, erasure: Erasure): Promise<void> {
    const post = await this.reader.post(transaction, erasure.subjectId);
    if (!post || !canMove(postMoves, post.state, 'DELETED')) return;
    if (!(await this.writer.remove(transaction, post))) throw new Error('a post changed while it was deleted again');
  }
}

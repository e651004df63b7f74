// Questions to the page of a preview, each answered by its number; nobody waits for a page that is gone.

import type { PageAnswer, PageQuestion } from '#core/protocol/preview';

type Asked = PageQuestion extends infer Question
  ? Question extends PageQuestion
    ? Omit<Question, 'request'>
    : never
  : never;

export class PageQuestions {
  readonly #waiting = new Map<number, { resolve: (answer: PageAnswer) => void; reject: (error: Error) => void }>();
  #last = 0;

  /** Posts a question; throws a sentence when the page goes before it has answered. */
  ask(question: Asked, post: (question: PageQuestion) => void): Promise<PageAnswer> {
    const request = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      post({ ...question, request });
    });
  }

  answered(answer: PageAnswer): void {
    this.#waiting.get(answer.request)?.resolve(answer);
    this.#waiting.delete(answer.request);
  }

  /** The page is gone. */
  giveUp(): void {
    for (const { reject } of this.#waiting.values())
      reject(new Error('The preview was closed or hidden meanwhile. Show it and try again.'));
    this.#waiting.clear();
  }
}

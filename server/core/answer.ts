/** Either an answer or a sentence that says why there is none; `E` where there is more to say than a sentence. */
export type Answer<T, E = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

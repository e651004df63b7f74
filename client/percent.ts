import type { Progress } from 'vscode';

/** Shows how much is done, from 0 to 1, as it is told. */
export function percentIn(progress: Progress<{ readonly message: string; readonly increment: number }>) {
  let shown = 0;
  return (done: number): void => {
    const percent = 100 * done;
    progress.report({ message: `${Math.floor(percent)} %`, increment: percent - shown });
    shown = percent;
  };
}

/** `2,003,002 ways` */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2,003,002` */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}

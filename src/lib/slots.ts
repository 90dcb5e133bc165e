/** Lets `count` holders in at a time and `waiting` more wait, first come first served. */
export class Slots {
  private free: number;
  private readonly waiting: number;
  private readonly queue: (() => void)[] = [];

  constructor(count: number, waiting: number) {
    this.free = count;
    this.waiting = waiting;
  }

  /** Runs `work` when its turn comes; undefined at once, without running it, when the queue is full. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.free > 0) this.free -= 1;
    else if (this.queue.length >= this.waiting) return undefined;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

/** Graph says from 0.8 on how much of what it allows was used (throttling: x-ms-throttle-limit-percentage). */
const pressing = 0.8;
/** So many answers without pressure allow one more request at once. */
const calmAnswers = 20;

/** How many requests are under way at once: half as many when Graph comes under pressure, slowly more afterwards (case 43). */
export class Pace {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #limit: number;
  #underWay = 0;
  #calm = 0;

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Does the work as soon as there is room for it. */
  async slot<T>(work: () => Promise<T>): Promise<T> {
    while (this.#underWay >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Told of each answer: the share that Graph says, if it says any, and whether the answer is a request to slow down. */
  hear(share: string | null, status: number): void {
    if (status === 429 || Number(share) >= pressing) {
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
      this.#calm = 0;
      return;
    }
    this.#calm += 1;
    if (this.#calm < calmAnswers || this.#limit >= this.#most) return;
    this.#calm = 0;
    this.#limit += 1;
    this.#waiting.shift()?.();
  }
}

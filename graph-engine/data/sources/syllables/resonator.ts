/** A resonance of the vocal tract: a digital resonator of second order (Klatt 1980, equation 1), whose frequency may move. */
export class Resonator {
  private a = 0;
  private b = 0;
  private c = 0;
  private one = 0;
  private two = 0;

  constructor(private readonly rate: number) {}

  /** `hz`: its middle; `width`: of the band that it lets through, in Hz. At 0 Hz it leaves what it is. */
  tune(hz: number, width: number): void {
    const radius = Math.exp((-Math.PI * width) / this.rate);
    this.c = -radius * radius;
    this.b = 2 * radius * Math.cos((2 * Math.PI * hz) / this.rate);
    this.a = 1 - this.b - this.c;
  }

  take(sample: number): number {
    const out = this.a * sample + this.b * this.one + this.c * this.two;
    this.two = this.one;
    this.one = out;
    return out;
  }
}

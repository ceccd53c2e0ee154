/** What a face looks like, before it is painted. */
import type { Random } from '../../../random/counter';

export const HAIR = ['bald', 'short', 'curly', 'long', 'bob'] as const;

export interface Face {
  readonly glasses: boolean;
  /** The place of its style in `HAIR`. */
  readonly hair: number;
  /** From −1, corners of the mouth down, to 1, laughing. */
  readonly smile: number;
  /** From 0, a child, to 1, very old. */
  readonly age: number;
  /** To the right of the picture, in radians. */
  readonly turn: number;
  /** Clockwise, in radians. */
  readonly tilt: number;
  /** Where the light comes from: −1 left, 1 right. */
  readonly light: number;
  readonly person: Person;
}
/** What is told by no factor: everyone's own. */
export interface Person {
  readonly skin: number;
  /** Of the hair, while it is not grey. */
  readonly tone: number;
  readonly ground: number;
  readonly shirt: number;
  readonly width: number;
  readonly height: number;
  readonly eyes: number;
  readonly nose: number;
  readonly brows: number;
  readonly x: number;
  readonly y: number;
}

export const FACTORS = ['glasses', 'hair', 'smile', 'age', 'turn', 'tilt', 'light'] as const;
export const factorsOf = (face: Face): number[] => [Number(face.glasses), face.hair, face.smile, face.age, face.turn, face.tilt, face.light];

const TURN = 0.6;
const TILT = 0.22;

/** Every factor is drawn independently of the others. */
export function drawFace(random: Random, glasses: boolean): Face {
  return {
    glasses,
    hair: random.integer(HAIR.length),
    smile: random.uniform(-1, 1),
    age: random.uniform(),
    turn: random.uniform(-TURN, TURN),
    tilt: random.uniform(-TILT, TILT),
    light: random.uniform(-1, 1),
    person: {
      skin: random.uniform(0.62, 0.86),
      tone: random.uniform(0.06, 0.3),
      ground: random.uniform(0.36, 0.5),
      shirt: random.uniform(0.12, 0.9),
      width: random.uniform(8.4, 9.6),
      height: random.uniform(10.8, 11.8),
      eyes: random.uniform(0.36, 0.44),
      nose: random.uniform(0.8, 1.2),
      brows: random.uniform(-0.12, 0.12),
      x: random.normal(0, 0.35),
      y: random.normal(0, 0.35),
    },
  };
}

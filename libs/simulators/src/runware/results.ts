import { randomUUID } from 'node:crypto';
import { type Fields, isRecord, type PictureShelf } from '../kit/index.js';
import type { RunwareOrder } from './order.js';
import { BROKEN } from './voices.js';

const USD = 0.0013;
/** A prompt with this word is flagged where content is checked. */
const FLAGGED_WORD = 'forbidden-fruit';
/** What results are called; of an upscale otherwise than it is ordered. */
function resultTypeOf({ fields }: RunwareOrder): { readonly taskType: string } {
  return { taskType: fields['taskType'] === 'upscale' ? 'imageUpscale' : 'imageInference' };
}

/** What is answered about one task: results, errors, or both. */
export interface Told {
  readonly data: readonly Fields[];
  readonly errors: readonly Fields[];
}

export interface ResultHabits {
  /** The pictures of an order become ready one with each question. */
  readonly oneByOne: boolean;
  /** The last picture of an order fails. */
  readonly lastFails: boolean;
}

/** The results of orders, the same however often they are asked for. */
export class ResultDesk {
  private readonly results = new Map<string, Told>();
  private readonly questions = new Map<string, number>();

  constructor(
    private readonly shelf: PictureShelf,
    private readonly habits: ResultHabits,
  ) {}

  /** Writes down what an order has brought. A picture that is missing leaves an empty result. */
  keep(id: string, order: RunwareOrder, pictures: readonly Buffer[]): Told {
    const known = this.results.get(id);
    if (known !== undefined) {
      return known;
    }
    const { count } = order;
    const good = this.habits.lastFails ? count - 1 : count;
    const told = {
      data: Array.from({ length: good }, (_, index) => this.resultOf(order, pictures[index], index)),
      errors: this.habits.lastFails ? [{ ...BROKEN, ...resultTypeOf(order) }] : [],
    };
    this.results.set(id, told);
    return told;
  }

  /** Of an order that has ended, as `getTaskDetails` knows it; null for an unknown one. */
  find(id: string): Told | null {
    return this.results.get(id) ?? null;
  }

  /** What `getResponse` tells of it now. */
  tell(id: string, { data, errors }: Told): Told {
    const asked = (this.questions.get(id) ?? 0) + 1;
    this.questions.set(id, asked);
    return {
      data: data.map((one, index) =>
        this.habits.oneByOne && index >= asked
          ? { taskType: one['taskType'], status: 'processing' }
          : { ...one, status: 'success' },
      ),
      errors,
    };
  }

  private resultOf(order: RunwareOrder, picture: Buffer | undefined, index: number): Fields {
    const { fields, seed, format } = order;
    const type = resultTypeOf(order);
    const isUpscale = type.taskType === 'imageUpscale';
    const { safety } = fields;
    const checks = isRecord(safety) && safety['checkContent'] === true;
    return {
      ...type,
      ...(picture === undefined
        ? {}
        : {
            imageUUID: randomUUID(),
            imageURL: this.shelf.put(picture, format),
            ...(isUpscale ? {} : { seed: seed + index }),
          }),
      ...(fields['includeCost'] === true ? { cost: USD } : {}),
      ...(checks ? { NSFWContent: String(fields['positivePrompt']).includes(FLAGGED_WORD) } : {}),
    };
  }
}

import { ANONYMOUS, newImageRequest } from '@fusionbridge/core';
import { Database, type DatabasePlace, JobRepository } from '@fusionbridge/persistence';

export const RECORDS = 100_000;
const PICTURES_EACH = 4;
const JOBS = RECORDS / PICTURES_EACH;
/** Jobs that are written at the same moment, and so in few commits. */
const JOBS_AT_ONCE = 500;
/** Between two jobs: the oldest is five days old. */
const APART_MS = 17_000;
const WORDS_EACH = 20;
const VOCABULARY = 3_000;
const RETIRED = 0.3;

/** Fills an empty database with jobs and their pictures, the way the bridge itself writes them. No files. */
export async function writeRecords(place: DatabasePlace): Promise<void> {
  const database = await Database.open(place);
  const jobs = new JobRepository(database);
  const newest = Date.now();
  for (let start = 0; start < JOBS; start += JOBS_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(JOBS_AT_ONCE, JOBS - start) }, (_, index) => start + index);
    await Promise.all(numbers.map((number) => writeJob(jobs, number, newest - (JOBS - number) * APART_MS)));
  }
  await database.close();
}

async function writeJob(jobs: JobRepository, number: number, finishedAt: number): Promise<void> {
  const id = `job-${number}`;
  const prompt = promptOf(number);
  const request = { ...newImageRequest({ prompt }), source: null, mask: null, references: [] };
  const job = { id, caller: ANONYMOUS, dialect: 'openai', fingerprint: null, parent: null };
  await jobs.insert({ ...job, request, createdAt: finishedAt - 4_000 });
  const isOld = number < JOBS * RETIRED;
  await jobs.finish(id, {
    state: 'succeeded',
    attempts: [],
    degradations: [],
    cost: null,
    error: null,
    finishedAt,
    origin: {
      callerId: ANONYMOUS.id,
      dialect: number % 3 === 0 ? 'a1111' : 'openai',
      operation: number % 10 === 0 ? 'edit' : 'text',
      model: `model-${number % 5}`,
      prompt,
      loras: number % 2 === 0 ? [{ name: `lora-${number % 11}`, weight: 1 }] : [],
    },
    results: Array.from({ length: PICTURES_EACH }, (_, index) => ({
      id: (number * PICTURES_EACH + index).toString(16).padStart(32, '0'),
      hash: (number * PICTURES_EACH + index).toString(16).padStart(64, '0'),
      format: 'png',
      width: 1024,
      height: 1024,
      byteLength: 1_500_000,
      seed: number,
      provider: isOld ? 'retired' : `provider-${number % 7}`,
      vendorModel: 'any',
      infotext: `${prompt}\nSteps: 20, Sampler: Euler a, CFG scale: 3.5, Seed: ${number}, Size: 1024x1024`,
      contentCredentials: 'none',
    })),
  });
}

/** Few words are in most prompts and most words are in few, as in prose; every prompt is odd or even, never both. */
function promptOf(number: number): string {
  const words = Array.from({ length: WORDS_EACH }, (_, index) => {
    const share = (((number * 31 + index * 977 + ((number * index) % 613)) % 10_007) + 0.5) / 10_007;
    return `word${Math.floor(VOCABULARY ** share)}`;
  });
  return [...words, number % 2 === 0 ? 'even' : 'odd'].join(' ');
}

import { z } from 'zod';

const Text = z.string().nullish().catch(null);
const Amount = z.number().nullish().catch(null);

/** An error of one task. Codes are many and change: they are read by their parts. */
export const Complaint = z.object({
  code: z.string().catch(''),
  message: z.string().catch(''),
  taskType: Text,
  parameter: Text,
});

export type Complaint = z.infer<typeof Complaint>;

/** One result of a task, or how far it is. Without a `status` it is done. */
const Result = z.object({
  status: Text,
  progress: Amount,
  imageUUID: Text,
  /** Where the picture is, or itself: as was asked, or otherwise. */
  imageURL: z.unknown().optional(),
  imageDataURI: z.unknown().optional(),
  imageBase64Data: z.unknown().optional(),
  seed: Amount,
  cost: Amount,
  NSFWContent: z.boolean().nullish().catch(null),
  /** Of uploads: what the LoRA is known by, and why it failed. */
  air: Text,
  message: Text,
  error: Complaint.nullish().catch(null),
});

export type Result = z.infer<typeof Result>;

const Results = z.union([z.array(Result), Result.transform((one) => [one])]);

/** The answer to an order or an upload: nothing more is known yet. Errors in its place are no receipt. */
export const Receipt = z.object({ data: Results.refine((data) => data.length > 0) });

/** Every other answer: results, errors, or both. `data` was once seen as an object. */
export const TaskAnswer = z
  .object({ data: Results.default([]), errors: z.array(Complaint).default([]) })
  .refine(({ data, errors }) => data.length + errors.length > 0, { path: ['data'] });

export type TaskAnswer = z.infer<typeof TaskAnswer>;

/** `getTaskDetails`: what a task of some time ago was answered. */
export const DetailsAnswer = z.object({ data: z.array(z.object({ response: TaskAnswer })).min(1) });

/** `accountManagement`. */
export const AccountAnswer = z.object({
  data: z
    .array(
      z.object({
        balance: z.object({ amount: z.number() }).nullish().catch(null),
      }),
    )
    .min(1),
});

/** An answer with an error status; older ones name a single error. */
export const FailureAnswer = z.union([
  z.object({ errors: z.array(Complaint).min(1) }),
  z.object({ error: Complaint }).transform(({ error }) => ({ errors: [error] })),
]);

import { z } from 'zod';

const Text = z.string().nullish().catch(null);
const Amount = z.number().nullish().catch(null);

/** An error of one task. There are many codes and they change, so they are recognized by their parts. */
export const Complaint = z.object({
  code: z.string().catch(''),
  message: z.string().catch(''),
  taskType: Text,
  parameter: Text,
});

export type Complaint = z.infer<typeof Complaint>;

/** One result of a task, or its progress. Without a `status` it is done. */
const Result = z.object({
  status: Text,
  progress: Amount,
  imageUUID: Text,
  /** The picture or its address, in the requested form or another. */
  imageURL: z.unknown().optional(),
  imageDataURI: z.unknown().optional(),
  imageBase64Data: z.unknown().optional(),
  seed: Amount,
  cost: Amount,
  NSFWContent: z.boolean().nullish().catch(null),
  /** Of uploads: the id of the LoRA, or why the upload failed. */
  air: Text,
  message: Text,
  error: Complaint.nullish().catch(null),
});

export type Result = z.infer<typeof Result>;

const Results = z.union([z.array(Result), Result.transform((one) => [one])]);

/** The acknowledgement of a task or an upload. */
export const Acknowledgement = z.object({ data: Results.refine((data) => data.length > 0) });

/** Every other response: results, errors, or both. `data` may be a single object. */
export const TaskAnswer = z
  .object({ data: Results.default([]), errors: z.array(Complaint).default([]) })
  .refine(({ data, errors }) => data.length + errors.length > 0, { path: ['data'] });

export type TaskAnswer = z.infer<typeof TaskAnswer>;

/** `getTaskDetails`: the response to an earlier task. */
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

/** A response with an error status; older ones have a single error. */
export const FailureAnswer = z.union([
  z.object({ errors: z.array(Complaint).min(1) }),
  z.object({ error: Complaint }).transform(({ error }) => ({ errors: [error] })),
]);

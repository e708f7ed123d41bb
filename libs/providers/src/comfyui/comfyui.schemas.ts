import { z } from 'zod';

/** `POST /prompt`. A good status may still carry mistakes: what they do not touch is queued. */
export const SubmitAnswer = z.object({
  prompt_id: z.string().regex(/^[\w-]+$/),
  node_errors: z.record(z.string(), z.unknown()).catch({}),
});

/** A mistake the server found in a node. */
const NodeErrors = z.record(
  z.string(),
  z.object({
    class_type: z.string().catch('a node'),
    errors: z
      .array(
        z.object({
          type: z.string().catch(''),
          message: z.string().catch(''),
          details: z.string().catch(''),
          extra_info: z.object({ input_name: z.string().catch('') }).catch({ input_name: '' }),
        }),
      )
      .catch([]),
  }),
);

/** `POST /prompt` that was refused; some refusals are a bare text. */
export const FailureAnswer = z.object({
  error: z
    .union([
      z.string().transform((message) => ({ type: undefined, message, details: '' })),
      z.object({
        type: z.string().optional(),
        message: z.string().catch(''),
        details: z.string().catch(''),
      }),
    ])
    .nullish()
    .catch(null),
  node_errors: NodeErrors.catch({}),
});

export type FailureAnswer = z.infer<typeof FailureAnswer>;

/** A place in a queue: number, prompt id, and more that is not needed. */
const QueuedPrompt = z.tuple([z.number(), z.string()], z.unknown());

/** `GET /queue`. */
export const QueueAnswer = z.object({
  queue_running: z.array(QueuedPrompt),
  queue_pending: z.array(QueuedPrompt),
});

export type QueueAnswer = z.infer<typeof QueueAnswer>;

const OutputFile = z.object({
  filename: z.string(),
  subfolder: z.string().catch(''),
  type: z.string().catch('output'),
});

export type OutputFile = z.infer<typeof OutputFile>;

/** Files of one node; what cannot be read is no reason to lose the others. */
const OutputFiles = z
  .union([z.array(OutputFile.nullable().catch(null)), OutputFile.transform((one) => [one])])
  .catch([])
  .transform((files) => files.flatMap((file) => file ?? []));

/** One ended prompt of `GET /history/{id}`. */
const HistoryEntry = z.object({
  outputs: z.record(z.string(), z.object({ images: OutputFiles }).catch({ images: [] })).catch({}),
  status: z
    .object({
      status_str: z.string().nullish().catch(null),
      messages: z.array(z.tuple([z.string(), z.unknown()])).catch([]),
    })
    .nullish()
    .catch(null),
});

export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** `GET /history/{id}`: empty until the prompt has ended. */
export const HistoryAnswer = z.record(z.string(), HistoryEntry);

/** What an `execution_error` tells, in the history and over the socket. */
export const ExecutionError = z.object({
  node_type: z.string().catch('a node'),
  exception_type: z.string().catch('error'),
  exception_message: z.string().catch(''),
});

/** `GET /models/loras`: with their folders and endings, as LoraLoader takes them. */
export const LorasAnswer = z.array(z.string());

/** `POST /upload/image`: where the picture went; the server may have given it another name. */
export const UploadAnswer = z.object({ name: z.string().min(1), subfolder: z.string().catch('') });

/** `GET /system_stats`. */
export const StatsAnswer = z.object({
  system: z.object({ comfyui_version: z.string().nullish().catch(null) }).catch({}),
});

/** A text frame of the socket; what `data` holds depends on `type`. */
export const TextFrame = z.object({
  type: z.string(),
  data: z
    .object({
      prompt_id: z.string().nullish().catch(null),
      node: z.string().nullish().catch(null),
      value: z.number().nullish().catch(null),
      max: z.number().nullish().catch(null),
    })
    .catch({}),
});

export type TextFrame = z.infer<typeof TextFrame>;

/** What goes before a preview where the server tells whose it is. */
export const PreviewFacts = z.object({ prompt_id: z.string().nullish().catch(null) });

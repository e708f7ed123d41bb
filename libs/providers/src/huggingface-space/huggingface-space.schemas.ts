import { z } from 'zod';

/** `GET /api/spaces/{owner}/{space}/host` of the hub. */
export const HostAnswer = z.object({ host: z.url() });

/** `GET /config`: the app. Of a function only those with a queue can be followed. */
export const ConfigAnswer = z.object({
  version: z.string().catch(''),
  protocol: z.string().catch(''),
  root: z.string().nullish().catch(null),
  /** Absent before Gradio 5. */
  api_prefix: z
    .string()
    .regex(/^(?:\/[\w.-]+)*\/?$/)
    .nullish(),
  enable_queue: z.boolean().nullish().catch(null),
  components: z.array(
    z.object({
      id: z.number(),
      type: z.string().catch(''),
      props: z
        .object({ minimum: z.number().nullish().catch(null), maximum: z.number().nullish().catch(null) })
        .catch({})
        .optional(),
    }),
  ),
  dependencies: z.array(
    z.object({
      id: z.number().optional(),
      inputs: z.array(z.number()),
      outputs: z.array(z.number()),
      api_name: z
        .union([z.string(), z.literal(false)])
        .nullish()
        .catch(null),
      queue: z.boolean().nullish().catch(null),
    }),
  ),
});

const Parameter = z.object({
  parameter_name: z.string(),
  parameter_has_default: z.boolean().catch(false),
  parameter_default: z.unknown().optional(),
  component: z.string().catch(''),
});

/** `component`: what shows it, such as `Image`, `Gallery` or `Imageslider`. */
const Result = z.object({ component: z.string().catch('') });

/** `GET /info`: what each function takes and gives. One that cannot be understood is no reason to refuse the others. */
export const InfoAnswer = z.object({
  named_endpoints: z.record(
    z.string(),
    z
      .object({ parameters: z.array(Parameter), returns: z.array(Result).catch([]) })
      .catch({ parameters: [], returns: [] }),
  ),
});

/** `POST /upload`: where the files are now. */
export const UploadAnswer = z.array(z.string().min(1)).min(1);

/** `POST /queue/join`. */
export const JoinAnswer = z.object({ event_id: z.string().min(1) });

/** Errors of the app's server and of proxies before it. */
export const FailureAnswer = z.object({
  detail: z
    .union([z.string(), z.array(z.object({ message: z.string().optional(), msg: z.string().optional() }))])
    .nullish()
    .catch(null),
  error: z.string().nullish().catch(null),
});

const Progress = z.object({
  index: z.number().nullish().catch(null),
  length: z.number().nullish().catch(null),
  progress: z.number().nullish().catch(null),
  desc: z.string().nullish().catch(null),
});

/** What the stream of events tells; other messages concern generators and are passed over. */
export const StreamMessage = z.discriminatedUnion('msg', [
  z.object({
    msg: z.literal('estimation'),
    event_id: z.string(),
    rank: z.number(),
    queue_size: z.number().catch(0),
    rank_eta: z.number().nullish().catch(null),
  }),
  z.object({ msg: z.literal('process_starts'), event_id: z.string() }),
  z.object({ msg: z.literal('progress'), event_id: z.string(), progress_data: z.array(Progress).catch([]) }),
  z.object({
    msg: z.literal('log'),
    event_id: z.string(),
    log: z.string().catch(''),
    title: z.string().nullish().catch(null),
    level: z.string().catch('info'),
  }),
  z.object({
    msg: z.literal('process_completed'),
    event_id: z.string(),
    success: z.boolean(),
    title: z.string().nullish().catch(null),
    output: z
      .object({
        data: z.array(z.unknown()).optional(),
        error: z.string().nullish().catch(null),
        title: z.string().nullish().catch(null),
      })
      .nullish()
      .catch(null),
  }),
  z.object({
    msg: z.literal('unexpected_error'),
    message: z.string().nullish().catch(null),
    session_not_found: z.boolean().nullish().catch(null),
  }),
  z.object({ msg: z.literal('close_stream') }),
]);

export type StreamMessage = z.infer<typeof StreamMessage>;

/** A file that the app made. */
export const FileAnswer = z.object({
  path: z.string(),
  url: z.string().nullish().catch(null),
});

/** A picture with a caption, as a gallery holds it. */
export const GalleryAnswer = z.object({ image: FileAnswer });

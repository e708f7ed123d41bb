import type { Reply, Voices } from '../kit/index.js';

const TYPES = 'type.googleapis.com/google.rpc.';
const FREE_TIER = 'generativelanguage.googleapis.com/generate_content_free_tier_requests';
const PAID_TIER = 'generativelanguage.googleapis.com/generate_requests_per_model';

interface Detail {
  /** The name of a message of `google.rpc`. */
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Google's error envelope. */
export function googleError(
  code: number,
  status: string,
  message: string,
  details: readonly Detail[] = [],
): Reply {
  const told = details.map(({ type, ...fields }) => ({ '@type': `${TYPES}${type}`, ...fields }));
  return {
    status: code,
    body: { error: { code, message, status, ...(told.length === 0 ? {} : { details: told }) } },
  };
}

export function invalidArgument(message: string, details: readonly Detail[] = []): Reply {
  return googleError(400, 'INVALID_ARGUMENT', message, details);
}

/** The request has a field that the API does not know. */
export function unknownField(name: string, place: string): Reply {
  const description = `Invalid JSON payload received. Unknown name "${name}"${place === '' ? '' : ` at '${place}'`}: Cannot find field.`;
  return invalidArgument(description, [
    { type: 'BadRequest', fieldViolations: [{ ...(place === '' ? {} : { field: place }), description }] },
  ]);
}

export function unknownModel(model: string, version: string): Reply {
  return googleError(
    404,
    'NOT_FOUND',
    `models/${model} is not found for API version ${version}, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
  );
}

/** Google answers a wrong key with 400, and a missing one with 403. */
export const WRONG_KEY = invalidArgument('API key not valid. Please pass a valid API key.', [
  {
    type: 'ErrorInfo',
    reason: 'API_KEY_INVALID',
    domain: 'googleapis.com',
    metadata: { service: 'generativelanguage.googleapis.com' },
  },
  {
    type: 'LocalizedMessage',
    locale: 'en-US',
    message: 'API key not valid. Please pass a valid API key.',
  },
]);

export const NO_KEY = googleError(
  403,
  'PERMISSION_DENIED',
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
);

interface Quota {
  readonly metric: string;
  readonly id: string;
  readonly limit: string;
  /** As protobuf writes a duration, e.g. `7s`; no `RetryInfo` where it is left out. */
  readonly retryDelay?: string;
}

function exhausted({ metric, id, limit, retryDelay }: Quota): Reply {
  const advice = retryDelay === undefined ? '' : `\nPlease retry in ${retryDelay}.`;
  return googleError(
    429,
    'RESOURCE_EXHAUSTED',
    `You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: ${metric}, limit: ${limit}${advice}`,
    [
      {
        type: 'QuotaFailure',
        violations: [
          { quotaMetric: metric, quotaId: id, quotaDimensions: { location: 'global' }, quotaValue: limit },
        ],
      },
      {
        type: 'Help',
        links: [
          {
            description: 'Learn more about Gemini API quotas',
            url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
          },
        ],
      },
      ...(retryDelay === undefined ? [] : [{ type: 'RetryInfo', retryDelay }]),
    ],
  );
}

const PER_MINUTE: Quota = {
  metric: PAID_TIER,
  id: 'GenerateRequestsPerMinutePerProjectPerModel',
  limit: '10',
};

/** The free tier has no quota for image models. */
const NO_QUOTA = exhausted({
  metric: FREE_TIER,
  id: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier',
  limit: '0',
  retryDelay: '46.5s',
});

export function blockedPrompt(blockReason: string, model: string): Reply {
  return {
    status: 200,
    body: {
      promptFeedback: { blockReason },
      usageMetadata: {
        promptTokenCount: 41,
        totalTokenCount: 41,
        promptTokensDetails: [{ modality: 'TEXT', tokenCount: 41 }],
      },
      modelVersion: model,
      responseId: 'bL0cKedPr0mpt',
    },
  };
}

/** Errors that a prompt can ask for with `error:<name>`. */
export const ERRORS: Readonly<Record<string, Reply>> = {
  'permission-denied': googleError(
    403,
    'PERMISSION_DENIED',
    'Generative Language API has not been used in project 123 before or it is disabled.',
    [{ type: 'ErrorInfo', reason: 'SERVICE_DISABLED', domain: 'googleapis.com' }],
  ),
  unauthenticated: googleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
  'failed-precondition': googleError(
    400,
    'FAILED_PRECONDITION',
    'User location is not supported for the API use without a billing account linked.',
  ),
  'quota-per-day': exhausted({
    metric: PAID_TIER,
    id: 'GenerateRequestsPerDayPerProjectPerModel',
    limit: '250',
    retryDelay: '37020s',
  }),
  'no-quota': NO_QUOTA,
  'deadline-exceeded': googleError(
    504,
    'DEADLINE_EXCEEDED',
    'Deadline expired before operation could complete.',
  ),
};

/** Google's responses for the refusals of the simulator kit. */
export const REFUSALS: Voices = {
  unauthorized: WRONG_KEY,
  out_of_credit: NO_QUOTA,
  content_policy: blockedPrompt('PROHIBITED_CONTENT', 'gemini-nano-banana-2.1'),
  invalid_request: invalidArgument('Request contains an invalid argument.'),
  rate_limited: exhausted({ ...PER_MINUTE, retryDelay: '7s' }),
  rate_limited_without_delay: exhausted(PER_MINUTE),
  server_error: googleError(500, 'INTERNAL', 'An internal error has occurred. Please retry or report it.'),
  loading: googleError(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
};

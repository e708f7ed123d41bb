import { MODEL_FAMILIES, type ModelFamily, type RoutePolicy } from '@fusionbridge/core';
import { OperatorAddress } from './operator-address.js';
import { ROUTE_POLICY } from './route-policy-rule.js';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';

const FAMILY = { message: `one of ${MODEL_FAMILIES.join(', ')}` };
const NAME = /^[\w.:@/-]{1,120}$/;

function isTexts(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'string')
  );
}

/** What one value of `quality` stands for at an upstream. */
export interface UpstreamPreset {
  readonly steps: number;
  readonly guidance: number;
}

function isPreset(value: unknown): value is UpstreamPreset {
  return (
    typeof value === 'object' &&
    value !== null &&
    'steps' in value &&
    Number.isInteger(value.steps) &&
    'guidance' in value &&
    Number.isFinite(value.guidance)
  );
}

/** The usual preset stands in wherever another is not known, so it may not be missing. */
function arePresets(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const presets: readonly unknown[] = Object.values(value);
  return presets.length === 0 || ('standard' in value && presets.every(isPreset));
}

class ChainLinkEntry {
  @Matches(NAME, { message: 'the id of a provider or the name of an upstream' })
  provider!: string;

  /** The provider's own name of the model; empty for whatever it has loaded. */
  @IsString()
  model: string = '';

  @IsOptional()
  @IsIn(MODEL_FAMILIES, FAMILY)
  family?: ModelFamily;

  /** As the model's own `redux`, for this link. */
  @IsOptional()
  @IsBoolean()
  redux?: boolean;

  /** This provider is asked although another vendor refused the content; for free servers of the operator's own. */
  @IsOptional()
  @IsBoolean()
  after_refusal?: boolean;
}

/** One public model. */
export class ModelEntry {
  @Matches(NAME, { message: 'letters, digits and . : @ / _ -' })
  id!: string;

  @IsIn(MODEL_FAMILIES, FAMILY)
  family: ModelFamily = 'other';

  @IsArray()
  @IsString({ each: true })
  aliases: string[] = [];

  /** How its providers are chosen where the request does not say; ROUTING where this does not either. */
  @IsOptional()
  @ValidateBy(ROUTE_POLICY)
  routing?: RoutePolicy;

  /** How its pictures are answered in OpenAI's dialect where the client does not say. */
  @IsOptional()
  @IsIn(['url', 'b64_json'])
  response_format?: 'url' | 'b64_json';

  /** Variations are left to the Redux of providers that have one, and these are asked first. */
  @IsBoolean()
  redux: boolean = false;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ChainLinkEntry)
  chain: ChainLinkEntry[] = [];
}

/** What an OpenAI-compatible server takes beyond the common core; the defaults are the careful ones. */
export class UpstreamDialect {
  @IsBoolean()
  seed: boolean = false;

  @IsBoolean()
  negativePrompt: boolean = false;

  /** Sent as `num_inference_steps`. */
  @IsBoolean()
  steps: boolean = false;

  /** Sent as `guidance_scale`. */
  @IsBoolean()
  guidance: boolean = false;

  /** Field that takes `[{name, weight}]`, e.g. FastFusion's `lora_settings`. */
  @IsOptional()
  @IsString()
  loraField?: string;

  @IsInt()
  @Min(0)
  @Max(100)
  maxLoras: number = 0;

  /** LoRAs are taken with edits as well; a server has to be able to read `loraField` out of a form for that. */
  @IsBoolean()
  editLoras: boolean = true;

  @IsIn(['image', 'image[]'])
  imageField: 'image' | 'image[]' = 'image';

  /** `none`: the field is not sent (OpenAI's current models refuse it). */
  @IsIn(['b64_json', 'url', 'none'])
  responseFormat: 'b64_json' | 'url' | 'none' = 'b64_json';

  /** What marks the part to repaint: OpenAI's transparency or FastFusion's white. */
  @IsIn(['transparent', 'white'])
  maskPolarity: 'transparent' | 'white' = 'transparent';

  /** Has `/images/edits`. */
  @IsBoolean()
  edits: boolean = false;

  /** Its edits take a mask and repaint only what it marks. */
  @IsBoolean()
  masks: boolean = true;

  /** The model behind `/images/edits` can only repaint under a mask: an edit without one is sent a mask of everything. */
  @IsBoolean()
  editsNeedMask: boolean = false;

  /** Has `/images/variations`, which takes a picture and neither words nor a strength. */
  @IsBoolean()
  variations: boolean = false;

  /** Sent as `strength` with edits. */
  @IsBoolean()
  strength: boolean = false;

  /** Sent as `quality` (FastFusion: a preset's name) where `qualities` has nothing for what the client asks. */
  @IsOptional()
  @IsString()
  quality?: string;

  /** What to send as `quality` for each value clients may ask: `{"high": "xhd", "hd": "hd"}`. */
  @ValidateBy({
    name: 'isTexts',
    validator: { validate: isTexts, defaultMessage: () => 'an object of texts, such as {"high": "xhd"}' },
  })
  qualities: Record<string, string> = {};

  /**
   * What the values of `quality` stand for, `standard` among them. Named for a server that takes steps and guidance
   * together or not at all, and has neither `quality` nor defaults in its edits (FastFusion): what a request leaves open
   * is sent from here. Empty: the server has defaults of its own everywhere.
   */
  @ValidateBy({
    name: 'arePresets',
    validator: {
      validate: arePresets,
      defaultMessage: () => 'an object with "standard", such as {"standard": {"steps": 25, "guidance": 3.5}}',
    },
  })
  presets: Record<string, UpstreamPreset> = {};

  /** `free`: any multiple of 16; otherwise the sizes it takes, as `1024x1024`. */
  @IsArray()
  @Matches(/^\d+x\d+$/, { each: true, message: 'sizes such as 1024x1024' })
  sizes: string[] = [];

  @IsInt()
  @Min(1)
  @Max(100)
  maxCount: number = 1;

  /** The model blanks what it refuses. */
  @IsBoolean()
  flagsContent: boolean = false;
}

/** One OpenAI-compatible server. */
export class UpstreamEntry {
  /** Its provider id in chains. */
  @Matches(/^[a-z0-9][a-z0-9.-]{0,63}$/, { message: 'lower-case letters, digits, . and -' })
  name!: string;

  /** Up to and including `/v1`. */
  @OperatorAddress({ version: 'v1' })
  baseUrl!: string;

  /** Environment variable that holds the key. A server that wants none is taken to cost nothing. */
  @IsOptional()
  @Matches(/^[A-Z][A-Z0-9_]*$/, { message: 'the name of an environment variable' })
  keyVariable?: string;

  @IsInt()
  @Min(1)
  timeoutSeconds: number = 300;

  @ValidateNested()
  @Type(() => UpstreamDialect)
  dialect: UpstreamDialect = new UpstreamDialect();
}

/** `config/models.json`. */
export class ModelsFile {
  /** Editors take the schema from here; the bridge ignores it. */
  @IsOptional()
  @IsString()
  $schema?: string;

  /** Served where a client names no model. */
  @IsString()
  @MinLength(1)
  default!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ModelEntry)
  models!: ModelEntry[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => UpstreamEntry)
  upstreams: UpstreamEntry[] = [];
}

import { tryDecodeUri } from './lenient-texts.js';

/** Locations of a LoRA, in each form that vendors accept. Missing ones are unknown. */
export interface LoraSources {
  /** https address of the file. */
  readonly url?: string | undefined;
  /** Id of the models' market: `civitai:58390@62833`, with or without `urn:air:…:lora:` before it. */
  readonly air?: string | undefined;
  /** Name of the file without its ending, as local servers list it. */
  readonly file?: string | undefined;
  /** `owner/repository`, or `owner/repository/path/to/file.safetensors`. */
  readonly huggingface?: string | undefined;
}

/** A requested LoRA. `weight` 1 is the LoRA as trained; usual range 0 to 1.5, negative values subtract. */
export interface LoraChoice {
  /** A name of the catalogue, an address, an AIR id, `owner/repository`, or the name of a file. */
  readonly name: string;
  readonly weight: number;
  /** Further locations from the catalogue; read with `loraSourcesOf`. */
  readonly sources?: LoraSources | undefined;
}

const ADDRESS = /^https?:\/\//i;
const AIR = /^(?:[\w.-]+:)+[\w.-]+@[\w.-]+$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
const FILE_IN_REPOSITORY = /^([\w.-]+\/[\w.-]+)\/(.+\.\w+)$/;
const WEIGHTS_ENDING = /\.(?:safetensors|pt|ckpt|bin|gguf)$/i;
/** `https://huggingface.co/owner/repository/resolve/main/path`: the file itself (`resolve`) or the page about it (`blob`). */
const HUGGINGFACE_FILE =
  /^https:\/\/huggingface\.co\/([\w.-]+\/[\w.-]+)\/(?:resolve|blob)\/main\/([^?#]+)(?:[?#].*)?$/i;

/** All known locations of a LoRA: from the catalogue, and derived from its name. */
export function loraSourcesOf({ name, sources = {} }: LoraChoice): LoraSources {
  const named = readName(name);
  const url = sources.url ?? named.url;
  const huggingface = sources.huggingface ?? named.huggingface ?? repositoryFileAt(url);
  return {
    url: url ?? addressOf(huggingface),
    air: sources.air ?? named.air,
    file: sources.file ?? named.file ?? fileIn(url ?? huggingface),
    huggingface,
  };
}

/** One spelling for names of LoRAs on servers: in lower case, folders divided by slashes. */
export function loraNameKey(name: string): string {
  return name.replaceAll('\\', '/').toLowerCase();
}

function readName(name: string): LoraSources {
  if (ADDRESS.test(name)) {
    return { url: name };
  }
  if (AIR.test(name)) {
    return { air: name };
  }
  const inFolder = REPOSITORY.test(name) && WEIGHTS_ENDING.test(name);
  if (!inFolder && (REPOSITORY.test(name) || FILE_IN_REPOSITORY.test(name))) {
    return { huggingface: name };
  }
  return { file: name.replace(WEIGHTS_ENDING, '') };
}

function repositoryFileAt(url: string | undefined): string | undefined {
  const [, repository, path] = HUGGINGFACE_FILE.exec(url ?? '') ?? [];
  return repository === undefined || path === undefined ? undefined : `${repository}/${tryDecodeUri(path)}`;
}

/** A repository alone has no file address: its host decides which of its files is used. */
function addressOf(huggingface: string | undefined): string | undefined {
  const [, repository, path] = FILE_IN_REPOSITORY.exec(huggingface ?? '') ?? [];
  return repository === undefined || path === undefined
    ? undefined
    : `https://huggingface.co/${repository}/resolve/main/${encodeURI(path)}`;
}

/** The name of a downloaded copy: the last part of the path, without its extension. */
function fileIn(place: string | undefined): string | undefined {
  const last = tryDecodeUri(place?.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '');
  return WEIGHTS_ENDING.test(last) ? last.replace(WEIGHTS_ENDING, '') : undefined;
}

import type { Exchange } from '../kit/index.js';

/** A file in one of the server's folders. */
export interface StoredFile {
  readonly filename: string;
  readonly subfolder: string;
  readonly type: string;
}

/** The server's inputs and outputs. */
export class Files {
  private readonly kept = new Map<string, Buffer>();

  put(file: StoredFile, bytes: Buffer): void {
    this.kept.set(keyOf(file), bytes);
  }

  find(file: StoredFile): Buffer | null {
    return this.kept.get(keyOf(file)) ?? null;
  }

  /** An input as nodes name it: `folder/name.png`. */
  input(name: string): Buffer | null {
    const at = name.lastIndexOf('/');
    return this.find({
      filename: name.slice(at + 1),
      subfolder: name.slice(0, Math.max(0, at)),
      type: 'input',
    });
  }

  /** `POST /upload/image`: the same picture keeps its name, another of that name gets a number. */
  async upload(exchange: Exchange): Promise<void> {
    const form = await exchange.form();
    const image: unknown = form.get('image');
    if (!(image instanceof File)) {
      exchange.reply({ status: 400, body: {} });
      return;
    }
    const bytes = Buffer.from(await image.arrayBuffer());
    const wanted = { filename: image.name, subfolder: textIn(form, 'subfolder'), type: 'input' };
    const file = textIn(form, 'overwrite') === 'true' ? wanted : this.free(wanted, bytes);
    this.put(file, bytes);
    const { filename: name, subfolder, type } = file;
    exchange.reply({ status: 200, body: { name, subfolder, type } });
  }

  private free(wanted: StoredFile, bytes: Buffer): StoredFile {
    for (let number = 0; ; number += 1) {
      const dot = wanted.filename.lastIndexOf('.');
      const stem = `${wanted.filename.slice(0, dot)}${number === 0 ? '' : ` (${number})`}`;
      const file = { ...wanted, filename: `${stem}${wanted.filename.slice(dot)}` };
      const there = this.find(file);
      if (there === null || there.equals(bytes)) {
        return file;
      }
    }
  }
}

/** The file that a query names; output unless it says otherwise. */
export function fileOfQuery({ url }: Exchange): StoredFile {
  return {
    filename: url.searchParams.get('filename') ?? '',
    subfolder: url.searchParams.get('subfolder') ?? '',
    type: url.searchParams.get('type') ?? 'output',
  };
}

function keyOf({ filename, subfolder, type }: StoredFile): string {
  return [type, subfolder, filename].join('|');
}

function textIn(form: FormData, name: string): string {
  const value: unknown = form.get(name);
  return typeof value === 'string' ? value : '';
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folders that files of the configuration are looked for in. */
export interface ConfigFolders {
  /** The operator's: CONFIG_DIR, or `config` in the working folder. */
  readonly configPath: string;
  /** What comes with the bridge, for files that the operator's folder lacks. */
  readonly shippedPath?: string | undefined;
  /** Where the replaced systems looked for their files; nothing is looked for there when not set. */
  readonly workingPath?: string | undefined;
}

/** Finds the files of the configuration. */
export class ConfigFiles {
  constructor(private readonly folders: ConfigFolders) {}

  /** The absolute path of a file or folder: the operator's own, else the one that comes with the bridge. */
  path(name: string): string {
    const own = resolve(join(this.folders.configPath, name));
    const shipped = this.folders.shippedPath === undefined ? own : join(this.folders.shippedPath, name);
    return existsSync(own) || !existsSync(shipped) ? own : shipped;
  }

  /** A file of a replaced system under the name that it had by default; null where there is none. */
  inherited(name: string): string | null {
    const path = this.folders.workingPath === undefined ? null : join(this.folders.workingPath, name);
    return path !== null && existsSync(path) ? path : null;
  }
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folders that are searched for configuration files. */
export interface ConfigFolders {
  /** The operator's: CONFIG_DIR, or `config` in the working folder. */
  readonly configPath: string;
  /** The defaults shipped with the bridge, for files missing from the operator's folder. */
  readonly shippedPath?: string | undefined;
  /** The folder that the replaced systems searched; not searched if unset. */
  readonly workingPath?: string | undefined;
}

/** Finds configuration files. */
export class ConfigFiles {
  constructor(private readonly folders: ConfigFolders) {}

  /** The absolute path of a file or folder: the operator's own, else the one shipped with the bridge. */
  path(name: string): string {
    const own = resolve(join(this.folders.configPath, name));
    const shipped = this.folders.shippedPath === undefined ? own : join(this.folders.shippedPath, name);
    return existsSync(own) || !existsSync(shipped) ? own : shipped;
  }

  /** A file of a replaced system under its default name; null if there is none. */
  inherited(name: string): string | null {
    const path = this.folders.workingPath === undefined ? null : join(this.folders.workingPath, name);
    return path !== null && existsSync(path) ? path : null;
  }
}

import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { boundConnections, openFilesLimit } from './open-files.js';

describe('the limit of open files', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is read from the system, where it says one', () => {
    const limits = join(mkdtempSync(join(tmpdir(), 'fusionbridge-limits-')), 'limits');
    writeFileSync(limits, 'Limit  Soft  Hard  Units\nMax open files            128        4096     files\n');
    expect(openFilesLimit(limits)).toBe(128);
    writeFileSync(limits, 'Max open files            unlimited  unlimited     files\n');
    expect(openFilesLimit(limits)).toBeNull();
    expect(openFilesLimit('/no/such/file')).toBeNull();
  });

  it('is warned of where it is low, and leaves half to pictures: who comes too many is logged', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    const server = createServer();
    boundConnections(server, 4);
    expect(warned).toHaveBeenLastCalledWith(expect.stringContaining('ulimit -n 1024'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address: AddressInfo | string | null = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const clients = [1, 2, 3].map(() => connect(port, '127.0.0.1').on('error', () => undefined));
    await once(server, 'drop');
    expect(warned).toHaveBeenLastCalledWith(expect.stringContaining('1 connection(s) were turned away'));
    clients.forEach((client) => client.destroy());
    server.close();
  });

  it('is left alone where it is usual or not known', () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
    boundConnections(createServer(), 1024);
    boundConnections(createServer(), null);
    expect(warned).not.toHaveBeenCalled();
  });
});

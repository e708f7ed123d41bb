import { writeFileSync } from 'node:fs';
import { Settings } from '@fusionbridge/settings';
import { NestFactory } from '@nestjs/core';
import { GatewayModule } from './gateway.module.js';
import { createDocument } from './openapi/index.js';

/** Writes openapi.json. In preview nothing is constructed: no database is opened, no vendor asked. */
const settings = new Settings({ env: {}, configPath: 'config' });
const app = await NestFactory.create(GatewayModule.with(settings), {
  preview: true,
  logger: ['error'],
  abortOnError: false,
});
writeFileSync('openapi.json', `${JSON.stringify(createDocument(app), null, 2)}\n`);

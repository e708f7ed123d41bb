import { Module } from '@nestjs/common';
import { VendorHttp } from './vendor-http.js';

/** HTTP calls to vendors and to servers that the operator configured. */
@Module({ providers: [VendorHttp], exports: [VendorHttp] })
export class VendorHttpModule {}

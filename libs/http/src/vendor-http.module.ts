import { Module } from '@nestjs/common';
import { VendorHttp } from './vendor-http.js';

/** Calls to vendors, and to servers that the operator named. */
@Module({ providers: [VendorHttp], exports: [VendorHttp] })
export class VendorHttpModule {}

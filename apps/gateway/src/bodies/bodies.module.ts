import { MediaModule } from '@fusionbridge/media';
import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { FormBodyInterceptor } from './form/form-body.interceptor.js';
import { JsonBodyInterceptor } from './json-body.interceptor.js';
import { PictureReader } from './picture-reader.js';

/** Reads the bodies of all routes, and the pictures in them. */
@Module({
  imports: [MediaModule],
  providers: [
    { provide: APP_INTERCEPTOR, useClass: JsonBodyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: FormBodyInterceptor },
    PictureReader,
  ],
  exports: [PictureReader],
})
export class BodiesModule {}

import { IsString } from 'class-validator';

const NOT_BLANK = { message: 'a non-empty text' };

/** The folder for everything that is kept; several rooms have their files in it. */
export class DataEnv {
  @IsString(NOT_BLANK)
  DATA_PATH: string = './data';
}

import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { AttemptDto, CostDto } from '../views/attempt.dto.js';
import { DegradationDto } from '../views/degradation.dto.js';
import { SelectedLoraDto } from '../views/lora.dto.js';
import { PictureFacts } from '../views/picture-facts.dto.js';

@ApiSchema({ name: 'WeightedLora', description: 'A LoRA and its weight.' })
class WeightedLoraDto {
  @ApiProperty({ example: 'film-grain' })
  name!: string;

  @ApiProperty({ example: 0.8 })
  weight!: number;
}

@ApiSchema({ name: 'KeptPicture', description: 'A kept picture.' })
class KeptPictureDto extends PictureFacts {
  @ApiProperty({ example: '3f0c9a52d7b14e68a1c05b7e92d4f836' })
  id!: string;

  @ApiProperty({ example: 'image' })
  object!: string;

  @ApiProperty({ example: 'http://127.0.0.1:7861/v1/images/data/3f0c9a52d7b14e68a1c05b7e92d4f836.png' })
  url!: string;

  @ApiProperty({
    example: 'http://127.0.0.1:7861/v1/images/data/3f0c9a52d7b14e68a1c05b7e92d4f836.png?w=256',
  })
  thumbnail_url!: string;

  @ApiProperty({ example: 'scene' })
  vendor_model!: string;

  /** Public model name. */
  @ApiProperty({ example: 'default' })
  model!: string;

  /** The prompt that was sent to the provider. */
  @ApiProperty({ example: 'a red fox in the snow' })
  prompt!: string;

  @ApiProperty({ example: 'text' })
  operation!: string;

  @ApiProperty({ example: 'openai' })
  dialect!: string;

  /** Creation time in Unix seconds. */
  @ApiProperty({ example: 1_795_300_000 })
  created_at!: number;

  /** Id of the job, see `GET /v1/jobs/{id}`. */
  @ApiProperty({ example: '5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  job!: string;
}

@ApiSchema({ name: 'GalleryPicture', description: 'A kept picture in a list.' })
export class GalleryPictureDto extends KeptPictureDto {
  @ApiProperty({ type: [WeightedLoraDto] })
  loras!: WeightedLoraDto[];
}

@ApiSchema({ description: 'One page of the gallery, newest picture first.' })
export class GalleryPageResponse {
  @ApiProperty({ example: 'list' })
  object!: string;

  @ApiProperty({ type: [GalleryPictureDto] })
  data!: GalleryPictureDto[];

  @ApiProperty({ example: true })
  has_more!: boolean;

  /** Value of `after` for the next page; null on the last page. */
  @ApiProperty({ example: 'YmVmb3JlIDE4Mzg0', nullable: true, type: String })
  next_cursor!: string | null;
}

@ApiSchema({
  name: 'InputPicture',
  description: 'A picture that the client sent, identified by its content.',
})
class InputPictureDto {
  /** SHA-256 of the file, in hex. */
  @ApiProperty({ example: 'ab'.repeat(32) })
  hash!: string;

  @ApiProperty({ example: 'png' })
  format!: string;

  @ApiProperty({ example: 512 })
  width!: number;

  @ApiProperty({ example: 512 })
  height!: number;
}

@ApiSchema({
  name: 'RequestedSettings',
  description: 'What the client requested; null is a setting that it left to the bridge.',
})
class RequestedSettingsDto {
  @ApiProperty({ example: 'text' })
  operation!: string;

  @ApiProperty({ nullable: true, type: String })
  model!: string | null;

  @ApiProperty({ example: '1024x1024', nullable: true, type: String })
  size!: string | null;

  @ApiProperty({ example: 1 })
  n!: number;

  @ApiProperty({ nullable: true, type: Number })
  seed!: number | null;

  @ApiProperty({ nullable: true, type: Number })
  steps!: number | null;

  @ApiProperty({ nullable: true, type: Number })
  guidance!: number | null;

  @ApiProperty({ nullable: true, type: String })
  sampler!: string | null;

  @ApiProperty({ nullable: true, type: String })
  scheduler!: string | null;

  @ApiProperty({ nullable: true, type: Number })
  strength!: number | null;

  @ApiProperty({ nullable: true, type: String })
  quality!: string | null;

  @ApiProperty({ nullable: true, type: String })
  output_format!: string | null;

  @ApiProperty({ enum: ['report', 'strict'] })
  fidelity!: string;

  @ApiProperty({ nullable: true, type: String })
  routing!: string | null;

  @ApiProperty({ type: InputPictureDto, nullable: true })
  source!: InputPictureDto | null;

  @ApiProperty({ type: InputPictureDto, nullable: true })
  mask!: InputPictureDto | null;

  @ApiProperty({ type: [InputPictureDto] })
  references!: InputPictureDto[];
}

@ApiSchema({ description: 'A kept picture with the complete record of how it was generated.' })
export class PictureRecordResponse extends KeptPictureDto {
  /** The prompt as the client sent it. */
  @ApiProperty({ example: 'a red fox in the snow' })
  original_prompt!: string;

  /** How a long prompt was shortened; null if nothing was planned. */
  @ApiProperty({
    example: { prompt: 'a red fox', by: 'none', why: 'it is short' },
    nullable: true,
    type: Object,
  })
  summary!: object | null;

  @ApiProperty({ example: '' })
  negative_prompt!: string;

  @ApiProperty({ type: [SelectedLoraDto] })
  loras!: SelectedLoraDto[];

  /** Calls to providers, in order, with their outcomes. */
  @ApiProperty({ type: [AttemptDto] })
  attempts!: AttemptDto[];

  @ApiProperty({ type: [DegradationDto] })
  degradations!: DegradationDto[];

  /** Cost of the whole job. */
  @ApiProperty({ type: CostDto, nullable: true })
  cost!: CostDto | null;

  @ApiProperty({ type: RequestedSettingsDto })
  request!: RequestedSettingsDto;

  /** Id of the picture that this one replays. */
  @ApiProperty({ nullable: true, type: String })
  parent!: string | null;

  /** A1111's `parameters` text; also stored in the file, unless the file is signed. */
  @ApiProperty({ example: 'a red fox in the snow\nSteps: 20' })
  infotext!: string;
}

@ApiSchema({ description: 'Confirms the deletion of a picture.' })
export class PictureDeletedResponse {
  @ApiProperty({ example: '3f0c9a52d7b14e68a1c05b7e92d4f836' })
  id!: string;

  @ApiProperty({ example: 'image' })
  object!: string;

  @ApiProperty({ example: true })
  deleted!: boolean;
}

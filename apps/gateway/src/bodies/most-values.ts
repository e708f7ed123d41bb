import { SetMetadata } from '@nestjs/common';

/** Values and names in a JSON body, unless the route says otherwise: parsing more of them keeps everybody waiting. */
export const USUAL_MOST_VALUES = 25_000;

export const MOST_VALUES = 'fusionbridge:most-values';

/** Method decorator: a JSON body of this route may hold so many values and names. */
export const MostValues = (most: number): MethodDecorator => SetMetadata(MOST_VALUES, most);

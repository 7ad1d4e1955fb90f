/** An uploaded picture, as far as it is known without decoding it. */

export interface CleanImage {
  content_type: 'image/png' | 'image/jpeg'
  width: number
  height: number
  /** The picture alone, without metadata. */
  body: Buffer
}

/** The bytes are not the picture they begin as. */
export class BrokenImage extends Error {}

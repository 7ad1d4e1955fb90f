/** `GET /images/:id`: an uploaded icon or logo, which can be nothing but an image (reliability S9). */
import { Hono } from 'hono'
import { findImage } from '../store/images.js'
import type { OAuthTools } from './tools.js'

export function imageRoutes({ store }: Pick<OAuthTools, 'store'>): Hono {
  return new Hono().get('/images/:id', (c) => {
    const image = findImage(store, c.req.param('id'))
    if (!image) return c.text('There is no such image.', 404)
    return c.body(new Uint8Array(image.body), 200, {
      'Content-Type': image.content_type,
      'Content-Disposition': 'inline',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'public, max-age=31536000, immutable',
    })
  })
}

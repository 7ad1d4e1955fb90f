/** A PDF under construction: pages that follow each other, and a pen that moves down them. */
import Pdf from 'pdfkit'
import { faceOf, type Weight } from './faces.js'

export interface SheetOptions {
  readonly paper: 'A4' | 'LETTER'
  readonly title: string
  readonly author: string
  /** Unix seconds: the same bill is the same file, whenever it is asked for. */
  readonly at: number
}

export interface Style {
  readonly size?: number
  readonly weight?: Weight
  readonly colour?: string
  readonly align?: 'left' | 'right'
}

/** A box to write in; heights follow from the text. */
export interface Place {
  readonly x: number
  readonly width: number
}

const INK = '#1a1b27'
export const FAINT = '#5f6277'
const RULE = '#dcdce6'
const MARGIN = 50
const PICTURE = [150, 36] as const
/** Kept free for the line at the foot of each page. */
const FOOT = 40

export type Sheet = ReturnType<typeof openSheet>

export function openSheet({ paper, title, author, at }: SheetOptions) {
  const document = new Pdf({
    ...{ size: paper, margin: MARGIN, bufferPages: true, lang: 'en', displayTitle: true },
    info: { Title: title, Author: author, CreationDate: new Date(at * 1000) },
  })
  document.registerFont('regular', faceOf('regular'))
  document.registerFont('bold', faceOf('bold'))
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const { width, height } = document.page
  const whole: Place = { x: MARGIN, width: width - 2 * MARGIN }
  const bottom = height - MARGIN - FOOT
  let y = MARGIN

  function set({ size = 9.5, weight = 'regular', colour = INK }: Style) {
    return document.font(weight).fontSize(size).fillColor(colour)
  }

  function measure(text: string, place: Place, style: Style = {}): number {
    return text === '' ? 0 : set(style).heightOfString(prepared(text), options(place, style))
  }

  return {
    whole,
    measure,
    /** How much of the page is left. */
    room: () => bottom - y,
    /** Writes without moving the pen. @param down from where it stands */
    put(text: string, place: Place, style: Style = {}, down = 0) {
      if (text !== '') set(style).text(prepared(text), place.x, y + down, options(place, style))
    },
    /** Writes below what is there; a text longer than the page goes on on the next. */
    write(text: string, place: Place = whole, style: Style = {}) {
      for (const paragraph of prepared(text).split('\n')) {
        const tall = Math.max(measure(paragraph, place, style), style.size ?? 9.5)
        if (tall > bottom - y) this.newPage()
        if (paragraph !== '') set(style).text(paragraph, place.x, y, options(place, style))
        y += tall
      }
    },
    /** At the left edge, small enough to leave the page to its words. */
    picture(body: Uint8Array) {
      const [wide, tall] = PICTURE
      document.image(Buffer.from(body), whole.x, y, { fit: [wide, tall] })
      y += tall + 14
    },
    move(down: number) {
      y += down
    },
    rule() {
      const [from, to] = [whole.x, whole.x + whole.width]
      document.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(RULE).stroke()
    },
    link(place: Place, down: number, tall: number, url: string) {
      document.link(place.x, y + down, place.width, tall, url)
    },
    newPage() {
      document.addPage()
      y = MARGIN
    },
    /** @param foot what stands below each page, before its number */
    async close(foot: string): Promise<Buffer> {
      const { count } = document.bufferedPageRange()
      for (let page = 0; page < count; page++) {
        document.switchToPage(page)
        y = height - MARGIN - 10
        // Below the margin, where text would otherwise open a new page.
        document.page.margins.bottom = 0
        const style = { size: 8, colour: FAINT } as const
        this.put(foot, whole, style)
        this.put(`Page ${page + 1} of ${count}`, whole, { ...style, align: 'right' })
      }
      const ended = new Promise((resolve) => document.on('end', resolve))
      document.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}

function options({ width }: Place, { align = 'left' }: Style) {
  return { width, align }
}

// A letter and its accent apart would be two boxes; control characters are nothing to see.
function prepared(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
}

/** The icons, drawn on a 16 px grid in one stroke. They decorate: the words beside them speak. */

/** Path data by name; every icon is stroked, none filled. */
const PATHS = {
  home: 'M2.5 7.5 8 3l5.5 4.5M4 6.5V13h3v-3.5h2V13h3V6.5',
  card: 'M2 4.5h12v7.5H2zM2 7h12M4.5 9.75h2',
  people:
    'M6 7.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM1.75 13c.3-2.2 2-3.5 4.25-3.5s3.95 1.3 4.25 3.5M10.5 3.2a2.25 2.25 0 0 1 0 4.1M11.9 9.9c1.3.5 2.1 1.6 2.35 3.1',
  key: 'M5.25 13a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM7.25 8.3 13 2.5M10.5 5l2 2',
  webhook:
    'M6.2 6.4a2.5 2.5 0 1 1 3.6 0L11.5 10M8 4.6 5.2 9.9M4.5 9.6a2.2 2.2 0 1 0 2.2 2.4h4M11.6 10a2.1 2.1 0 1 1-1.9 3',
  bolt: 'M8.75 1.75 3.5 9H8l-.75 5.25L12.5 7H8z',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  settings:
    'M2 4.75h7M12.5 4.75H14M2 11.25h1.5M7 11.25h7M10.75 6.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM5.25 13a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z',
  plug: 'M6 1.75V5M10 1.75V5M4 5h8v2.5a4 4 0 0 1-8 0zM8 11.5v2.75',
  palette:
    'M8 2a6 6 0 0 0 0 12c1.1 0 1.5-.7 1.5-1.4 0-1-.8-1.2-.8-2 0-.7.6-1.1 1.3-1.1h1.5A2.5 2.5 0 0 0 14 7c0-2.8-2.7-5-6-5ZM5 8h.01M6.5 5h.01M10 5h.01',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.25 10.25 13.5 13.5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'm3 8.5 3.25 3.25L13 4.5',
  cross: 'm4 4 8 8M12 4l-8 8',
  down: 'm4 6 4 4 4-4',
  right: 'm6 4 4 4-4 4',
  left: 'm10 4-4 4 4 4',
  updown: 'm5 6 3-3 3 3M5 10l3 3 3-3',
  arrow: 'M3 8h9.5M9 4.25 12.75 8 9 11.75',
  outside: 'M6 3.5H3v9.5h9.5v-3M9 3h4v4M12.75 3.25 7.5 8.5',
  plus: 'M8 3.25v9.5M3.25 8h9.5',
  minus: 'M3.25 8h9.5',
  refresh: 'M13 8a5 5 0 0 1-9 3M3 8a5 5 0 0 1 9-3M12.25 2.25V5.25h-3M3.75 13.75v-3h3',
  undo: 'M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.75 3.5 2.75 6.5l3 3',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.75V8l2.25 1.5',
  warning: 'M8 2.5 14.25 13.25H1.75zM8 6.5v3M8 11.4h.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.25v3.5M8 5.25h.01',
  eye: 'M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8ZM8 9.75a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  exit: 'M6.5 2.75H3v10.5h3.5M10 5l3 3-3 3M13 8H6.5',
  code: 'M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5M9.25 3l-2.5 10',
  chart: 'M2.5 2.5v11h11M5 10l2.75-3.25L10 8.5l3.25-4',
  database:
    'M13 3.75C13 4.85 10.76 5.75 8 5.75S3 4.85 3 3.75 5.24 1.75 8 1.75s5 .9 5 2ZM3 3.75v8.5c0 1.1 2.24 2 5 2s5-.9 5-2v-8.5M3 8c0 1.1 2.24 2 5 2s5-.9 5-2',
  download: 'M8 2.5v7.75M4.75 7.25 8 10.5l3.25-3.25M2.75 13.25h10.5',
  trash: 'M2.75 4.25h10.5M6.25 4V2.25h3.5V4M4.25 4.5l.5 9h6.5l.5-9',
  book: 'M3 2.5h8.5v11H4.25A1.25 1.25 0 0 1 3 12.25zM3 12a1.25 1.25 0 0 1 1.25-1.25h7.25',
  send: 'M14 2 7.25 8.75M14 2 9.75 14l-2.5-5.25L2 6.25z',
  box: 'M8 1.75 13.5 5v6L8 14.25 2.5 11V5zM2.75 5.1 8 8l5.25-2.9M8 8v6',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}

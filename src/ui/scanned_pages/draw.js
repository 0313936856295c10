// Draws the pages of a TIFF that was looked through before (clinical::documents::Scan).

/** What draws them: the number of a page to an image, or to nothing where it cannot be drawn. */
export const drawer = ({ default: decoder }, file) => {
  const pictures = decoder.decode(file.buffer, { parseMN: false, debug: false })
  return (number) => image(decoder, file.buffer, pictures[number])
}

async function image(decoder, buffer, picture) {
  decoder.decodeImage(buffer, picture)
  const { width, height } = picture
  const drawn = surface(width, height)
  drawn.putImageData(new ImageData(new Uint8ClampedArray(decoder.toRGBA8(picture).buffer), width, height), 0, 0)
  picture.data = undefined
  return blob(upright(drawn.canvas, picture))
}

/** As it is to be read: a fax has more dots across than down, a scanner may have held the sheet another way. */
function upright(canvas, { t282: [[x, ofX] = []] = [], t283: [[y, ofY] = []] = [], t274: [orientation] = [1] }) {
  const ratio = x / ofX / (y / ofY)
  const most = MOST_PIXELS / (canvas.width * canvas.height)
  const stretch = Math.max(ratio, 1 / ratio) < Math.min(5, most) && Math.abs(ratio - 1) > 0.02 ? ratio : 1
  const turn = TURNS[orientation] ?? TURNS[1]
  if (stretch === 1 && turn === TURNS[1]) return canvas
  const [width, height] = [canvas.width * Math.max(1, 1 / stretch), canvas.height * Math.max(1, stretch)].map(Math.round)
  const [a, b, c, d] = turn
  const page = a === 0 ? surface(height, width) : surface(width, height)
  const [right, down] = [page.canvas.width, page.canvas.height]
  page.setTransform(a, b, c, d, a + c < 0 ? right : 0, b + d < 0 ? down : 0)
  page.drawImage(canvas, 0, 0, width, height)
  return page.canvas
}

/** As clinical::documents::picture::MOST_PIXELS. */
const MOST_PIXELS = 50_000_000

/** Orientation 1 to 8 of TIFF 6.0: where the axes of the picture point on the page. */
const TURNS = [, [1, 0, 0, 1], [-1, 0, 0, 1], [-1, 0, 0, -1], [1, 0, 0, -1], [0, 1, 1, 0], [0, 1, -1, 0], [0, -1, -1, 0], [0, -1, 1, 0]]

function surface(width, height) {
  return Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
}

const blob = (canvas) =>
  new Promise((done, failed) => canvas.toBlob((made) => (made ? done(made) : failed(new Error('no image'))), 'image/png'))

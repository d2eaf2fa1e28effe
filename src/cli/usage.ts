/** Shown by --help, and after a sentence about what is wrong. */
export const USAGE = `Usage: npm run --silent cutout -- FILE|FOLDER… [options]

Finds the subject of each picture and writes NAME.mask.png (8-bit grey, 255 is
subject) and NAME.cutout.png (the picture with its background transparent).
Nothing is sent anywhere.

  -o, --out DIR        folder for the outputs (default: beside each picture)
      --output WHAT    mask, cutout or both (default: both)
      --quality WHICH  fast (U²-Net-p), standard (ISNet) or best (both, in several passes)
                       (default: standard)
      --shift PX       move the edge outwards, or inwards below 0 (-20 to 20)
      --smooth PX      take away jags of the contour up to about this wide (0 to 20)
      --contrast PCT   harden soft edges, in percent (0 to 100)
      --feather PX     soften the edge (0 to 100)
      --holes WHICH    auto (those that are sure), keep (fill them all) or cut (all
                       that may be one) (default: auto)
      --keep N         only the N largest subjects (default: all)
      --translucent    keep what is half transparent inside the subject: glass, smoke
                       (best only; without it veils become solid)
      --decontaminate AMOUNT
                       free the colours of the cut-out's soft edges of the background,
                       from 0 (the picture's own values) to 1 (default: 1)
  -r, --recursive      also look into folders inside folders
      --json           one line of JSON for each picture on standard output
      --provider WHAT  wasm, or webgpu or auto, which try the GPU first: Node has none
                       today, so the CPU runs and says why (default: wasm)
      --threads N      threads for the network (default: the machine's cores, at most 4)
      --models DIR     folder with registry.json and the weights
  -h, --help           show this text
      --version        show the version

Pictures: PNG, JPEG, WebP, TIFF, AVIF, GIF. An output of an earlier run is
replaced; a picture never is.

Exit codes: 0 all done · 1 some pictures failed · 2 wrong usage, or no picture
found · 3 the models or the engine cannot be used · 130 interrupted
`;

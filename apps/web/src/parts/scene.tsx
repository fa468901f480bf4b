/** A group's landscape: flat land and a row of poplars that breaks the wind; evening in dark. Decoration only. */
export function Scene({ place }: { place: 'group' | 'join' }) {
  return (
    <svg
      className={`scene scene--${place}`}
      viewBox="0 0 1200 200"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="1200" height="200" fill="var(--scene-sky)" />
      <circle cx="716" cy="92" r="27" fill="var(--scene-disc)" />
      <path d="M0 136c200-9 420-11 620-4s380 8 580-3v71H0z" fill="var(--scene-3)" />
      <path d="M0 150c240-8 520-9 760-1 170 5 310 4 440-3v54H0z" fill="var(--scene-2)" />
      <path d="M468 150V120" stroke="var(--scene-1)" strokeWidth="3" />
      <path d="M468 132.8C460 122 462.4 102 472.4 90 478 106.8 476 122 468 132.8z" fill="var(--scene-1)" />
      <path d="M490 150V113" stroke="var(--scene-1)" strokeWidth="3" />
      <path d="M490 129.72C481 117.8 483.7 90.8 494.95 76 501.25 96.72 499 117.8 490 129.72z" fill="var(--scene-1)" />
      <path d="M516 150V116" stroke="var(--scene-1)" strokeWidth="3" />
      <path
        d="M516 131.04C507.5 119.6 510.05 95.6 520.67 82 526.63 101.04 524.5 119.6 516 131.04z"
        fill="var(--scene-1)"
      />
      <path d="M538 150V108" stroke="var(--scene-1)" strokeWidth="3" />
      <path d="M538 127.52C528 114.8 531 82.8 543.5 66 550.5 89.52 548 114.8 538 127.52z" fill="var(--scene-1)" />
      <path d="M566 150V112" stroke="var(--scene-1)" strokeWidth="3" />
      <path d="M566 129.28C557 117.2 559.7 89.2 570.95 74 577.25 95.28 575 117.2 566 129.28z" fill="var(--scene-1)" />
      <path d="M590 150V109" stroke="var(--scene-1)" strokeWidth="3" />
      <path
        d="M590 127.96C580.5 115.4 583.35 84.4 595.23 68 601.88 90.96 599.5 115.4 590 127.96z"
        fill="var(--scene-1)"
      />
      <path d="M618 150V119" stroke="var(--scene-1)" strokeWidth="3" />
      <path d="M618 132.36C610 121.4 612.4 100.4 622.4 88 628 105.36 626 121.4 618 132.36z" fill="var(--scene-1)" />
      <path d="M640 150V124" stroke="var(--scene-1)" strokeWidth="3" />
      <path d="M640 134.56C633 124.4 635.1 108.4 643.85 98 648.75 112.56 647 124.4 640 134.56z" fill="var(--scene-1)" />
      <path d="M150 150V127" stroke="var(--scene-1)" strokeWidth="3" />
      <path
        d="M150 135.88C143.5 126.2 145.45 113.2 153.57 104 158.13 116.88 156.5 126.2 150 135.88z"
        fill="var(--scene-1)"
      />
      <path d="M168 150V123" stroke="var(--scene-1)" strokeWidth="3" />
      <path d="M168 134.12C161 123.8 163.1 106.8 171.85 96 176.75 111.12 175 123.8 168 134.12z" fill="var(--scene-1)" />
      <path d="M188 150V128" stroke="var(--scene-1)" strokeWidth="3" />
      <path d="M188 136.32C182 126.8 183.8 114.8 191.3 106 195.5 118.32 194 126.8 188 136.32z" fill="var(--scene-1)" />
      <path d="M1012 150V126" stroke="var(--scene-1)" strokeWidth="3" />
      <path
        d="M1012 135.44C1005.5 125.6 1007.45 111.6 1015.58 102 1020.13 115.44 1018.5 125.6 1012 135.44z"
        fill="var(--scene-1)"
      />
      <path d="M1031 150V121.5" stroke="var(--scene-1)" strokeWidth="3" />
      <path
        d="M1031 133.46C1024 122.9 1026.1 104.4 1034.85 93 1039.75 108.96 1038 122.9 1031 133.46z"
        fill="var(--scene-1)"
      />
      <path d="M1052 150V127" stroke="var(--scene-1)" strokeWidth="3" />
      <path
        d="M1052 135.88C1046 126.2 1047.8 113.2 1055.3 104 1059.5 116.88 1058 126.2 1052 135.88z"
        fill="var(--scene-1)"
      />
      <path d="M0 176c180-14 420-16 640-9 220 6 400 4 560-6v39H0z" fill="var(--scene-1)" />
      <path
        d="M300 188c90-5 200-5 300-1M650 186c60 2 120 2 180 0"
        fill="none"
        stroke="var(--scene-3)"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
}

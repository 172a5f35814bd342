/** Leaflet behind a small door: our own coast, towns, stops, run and bus; no tile and no request. */
import type { LonLat } from '@passaggio/contracts';
import { divIcon, latLngBounds, layerGroup, map, marker, polygon, polyline, type LatLngTuple, type Map as LeafletMap } from 'leaflet';
import base from './base.json';
import type { Landmark, MapStop } from './drawn.ts';
import { thinned } from './labels.ts';
import './leaflet.css';
import { scaleOf } from './scale.ts';
import styles from './ride-map.module.css';

export interface Shown {
  readonly stops: readonly Pick<MapStop, 'at' | 'kind'>[];
  readonly around: readonly Landmark[];
  readonly isRun: boolean;
  readonly bus?: { readonly plate: number; readonly at: LonLat };
}

export interface Canvas {
  show(shown: Shown): void;
  zoom(by: 1 | -1): void;
  /** Where the plate is put. */
  readonly busSign: HTMLElement;
  remove(): void;
}

/** scripts/map/make.ts writes it. */
const { land, towns } = base as unknown as {
  readonly land: readonly (readonly LonLat[])[];
  readonly towns: readonly { readonly name: string; readonly at: LonLat; readonly rank: number }[];
};

const latLon = ([lon, lat]: LonLat): LatLngTuple => [lat, lon];
/** Zoom from which towns of a rank are named: poles from far, farm areas from near. */
const NAMED_FROM: { readonly [rank: number]: number } = { 1: 7, 2: 10, 3: 11, 4: 11 };
/** Of a place that people here know; towns are 1 to 3. */
const LANDMARK = 4;
/** Its name stands so many px below it. */
const BELOW = 14;
/** Kilometre by kilometre: the coast is no truer than that. */
const CLOSEST = 14;
/** Right and below: no stop lies under the two buttons. */
const BESIDE_BUTTONS: [number, number] = [92, 44];
const ITALY = latLngBounds([36, 11.5], [42.4, 19.4]);

export function drawMap(frame: HTMLElement): Canvas {
  const leaflet = map(frame, {
    attributionControl: false,
    zoomControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
    inertia: false,
    minZoom: 6,
    maxZoom: CLOSEST,
    maxBounds: ITALY,
    maxBoundsViscosity: 1,
  });
  leaflet.fitBounds(ITALY);
  polygon(
    land.map((ring) => [ring.map(latLon)]),
    { className: styles['land'] ?? '', interactive: false, smoothFactor: 0.5 },
  ).addTo(leaflet);
  const drawn = layerGroup().addTo(leaflet);
  const names = layerGroup().addTo(leaflet);
  const busSign = document.createElement('div');
  const scale = document.createElement('small');
  scale.className = styles['scale'] ?? '';
  frame.append(scale);
  let stops: LatLngTuple[] = [];
  let around: readonly Landmark[] = [];
  const rename = (): void => {
    nameAll(leaflet, names, around, stops);
    showScale(leaflet, scale);
  };
  leaflet.on('zoomend moveend', rename);
  return {
    busSign,
    zoom: (by) => void leaflet.setZoom(leaflet.getZoom() + by),
    remove: () => void leaflet.remove(),
    show({ stops: given, around: known, isRun, bus }) {
      drawn.clearLayers();
      around = known;
      for (const { at, kind } of around) landmarkSign(at, kind).addTo(drawn);
      stops = given.flatMap(({ at }) => (at === null ? [] : [latLon(at)]));
      if (isRun) polyline(stops, { className: styles['run'] ?? '', interactive: false }).addTo(drawn);
      given.forEach(({ at, kind }, i) => {
        if (at !== null) stopSign(at, kind, i + 1).addTo(drawn);
      });
      if (bus !== undefined)
        fixed(latLon(bus.at), divIcon({ html: busSign, className: styles['bus'] ?? '', iconSize: [74, 44], iconAnchor: [37, 62] })).addTo(drawn);
      const all = bus === undefined ? stops : [...stops, latLon(bus.at)];
      if (all.length > 0) leaflet.fitBounds(latLngBounds(all), { paddingTopLeft: [44, 44], paddingBottomRight: BESIDE_BUTTONS, maxZoom: 12, animate: false });
      rename();
    },
  };
}

const fixed = (at: LatLngTuple, icon: ReturnType<typeof divIcon>) => marker(at, { icon, interactive: false, keyboard: false });

function stopSign(at: LonLat, kind: MapStop['kind'], number: number) {
  const sign = document.createElement('span');
  sign.className = styles['stop'] ?? '';
  sign.dataset['kind'] = kind;
  sign.textContent = String(number);
  return fixed(latLon(at), divIcon({ html: sign, className: styles['sign'] ?? '', iconSize: [28, 28] }));
}

function landmarkSign(at: LonLat, kind: Landmark['kind']) {
  const sign = document.createElement('span');
  sign.className = styles['landmark'] ?? '';
  sign.dataset['kind'] = kind;
  return fixed(latLon(at), divIcon({ html: sign, className: styles['sign'] ?? '', iconSize: [10, 10] }));
}

/** A bar of a round length. */
function showScale(leaflet: LeafletMap, bar: HTMLElement): void {
  const middle = leaflet.getSize().y / 2;
  const metres = leaflet.distance(leaflet.containerPointToLatLng([0, middle]), leaflet.containerPointToLatLng([100, middle])) / 100;
  const { px, words } = scaleOf(metres);
  bar.style.inlineSize = `${px}px`;
  bar.textContent = words;
}

function nameAll(leaflet: LeafletMap, names: ReturnType<typeof layerGroup>, around: readonly Landmark[], stops: readonly LatLngTuple[]): void {
  names.clearLayers();
  const zoom = leaflet.getZoom();
  const seen = leaflet.getBounds();
  const spots = [...towns, ...around.map(({ name, at }) => ({ name, at, rank: LANDMARK }))]
    .filter(({ rank, at }) => zoom >= NAMED_FROM[rank]! && seen.contains(latLon(at)))
    .map((spot) => {
      const { x, y } = leaflet.latLngToLayerPoint(latLon(spot.at));
      return { ...spot, x, y: spot.rank === LANDMARK ? y + BELOW : y };
    });
  for (const { name, at, rank } of thinned(
    spots,
    stops.map((stop) => leaflet.latLngToLayerPoint(stop)),
  )) {
    const label = document.createElement('span');
    label.textContent = name;
    fixed(latLon(at), divIcon({ html: label, className: styles['town'] ?? '', iconSize: [0, 0], iconAnchor: [0, rank === LANDMARK ? -BELOW : 0] })).addTo(
      names,
    );
  }
}

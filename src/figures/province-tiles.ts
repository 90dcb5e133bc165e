/**
 * Where the provinces stand on the tile map of the nation, near where they lie. Written by
 * `scripts/province-tiles.ts` from estimates of our own.
 */
export const PROVINCE_TILES: Readonly<Record<string, { column: number; row: number }>> = {
  '01': { column: 3, row: 2 }, // Hà Nội
  '04': { column: 4, row: 0 }, // Cao Bằng
  '08': { column: 2, row: 0 }, // Tuyên Quang
  '11': { column: 0, row: 1 }, // Điện Biên
  '12': { column: 0, row: 0 }, // Lai Châu
  '14': { column: 1, row: 2 }, // Sơn La
  '15': { column: 1, row: 1 }, // Lào Cai
  '19': { column: 3, row: 1 }, // Thái Nguyên
  '20': { column: 5, row: 1 }, // Lạng Sơn
  '22': { column: 6, row: 2 }, // Quảng Ninh
  '24': { column: 4, row: 1 }, // Bắc Ninh
  '25': { column: 2, row: 2 }, // Phú Thọ
  '31': { column: 5, row: 2 }, // Hải Phòng
  '33': { column: 4, row: 2 }, // Hưng Yên
  '37': { column: 4, row: 3 }, // Ninh Bình
  '38': { column: 3, row: 3 }, // Thanh Hóa
  '40': { column: 2, row: 4 }, // Nghệ An
  '42': { column: 3, row: 5 }, // Hà Tĩnh
  '44': { column: 4, row: 6 }, // Quảng Trị
  '46': { column: 5, row: 7 }, // Huế
  '48': { column: 6, row: 8 }, // Đà Nẵng
  '51': { column: 6, row: 9 }, // Quảng Ngãi
  '52': { column: 7, row: 10 }, // Gia Lai
  '56': { column: 7, row: 12 }, // Khánh Hòa
  '66': { column: 7, row: 11 }, // Đắk Lắk
  '68': { column: 6, row: 12 }, // Lâm Đồng
  '75': { column: 5, row: 12 }, // Đồng Nai
  '79': { column: 5, row: 13 }, // Hồ Chí Minh
  '80': { column: 4, row: 12 }, // Tây Ninh
  '82': { column: 3, row: 13 }, // Đồng Tháp
  '86': { column: 4, row: 14 }, // Vĩnh Long
  '91': { column: 2, row: 13 }, // An Giang
  '92': { column: 3, row: 14 }, // Cần Thơ
  '96': { column: 2, row: 14 }, // Cà Mau
};

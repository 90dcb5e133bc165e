/**
 * What indicators were called in templates of before a renaming that are still filled in and sent, by code. Only
 * where a yes still means a yes.
 */
export const FORMER_NAMES: Readonly<Record<string, readonly string[]>> = {
  'signature.classified': ['Đã có chữ ký số mật (chỉ báo có hoặc chưa)'],
  'network.specialised': ['Đã kết nối mạng truyền số liệu chuyên dùng'],
  'network.backup': ['Đã có đường truyền dự phòng'],
  'network.mobile_5g': ['Đã có sóng 5G trên địa bàn'],
  'network.load_p95': ['Lưu lượng phân vị 95 so với dung lượng đường truyền'],
  'equipment.queue': ['Đã có máy lấy số thứ tự'],
  'equipment.kiosk': ['Đã có ki-ốt tra cứu'],
  'equipment.camera': ['Đã có camera giám sát'],
  'equipment.satisfaction': ['Đã có thiết bị đánh giá mức độ hài lòng'],
  'equipment.public_board': ['Đã có bảng niêm yết, công khai thông tin'],
  'premises.arranged': ['Đã bố trí trụ sở Trung tâm Phục vụ hành chính công'],
  'premises.fit': ['Trụ sở đáp ứng giao dịch hằng ngày'],
  'leadership.director': ['Đã phân công giám đốc Trung tâm không do phó chủ tịch UBND cấp xã kiêm nhiệm'],
  'leadership.deputy': ['Đã phân công phó giám đốc Trung tâm'],
  'procedures.accounts': ['Tài khoản hệ thống giải quyết TTHC đã cấp'],
  'procedures.posted': ['Đã niêm yết, công khai đầy đủ thủ tục hành chính'],
  'national_system.updated': ['Đã cập nhật số liệu trong ngày lên Hệ thống giám sát Nghị quyết 57-NQ/TW'],
};

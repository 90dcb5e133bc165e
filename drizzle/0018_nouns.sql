-- Names become nouns, so that they can stand after "Còn thiếu:" and before "chưa đạt" and mean what they say.
-- A name or a basis that somebody has changed stays as he wrote it.
UPDATE "indicator" SET "name_vi" = renamed."to"
FROM (VALUES
  ('signature.classified', 'Đã có chữ ký số mật (chỉ báo có hoặc chưa)', 'Chữ ký số mật (chỉ báo có hoặc chưa)'),
  ('network.specialised', 'Đã kết nối mạng truyền số liệu chuyên dùng', 'Kết nối mạng truyền số liệu chuyên dùng'),
  ('network.backup', 'Đã có đường truyền dự phòng', 'Đường truyền dự phòng'),
  ('network.mobile_5g', 'Đã có sóng 5G trên địa bàn', 'Sóng 5G trên địa bàn'),
  ('network.load_p95', 'Lưu lượng phân vị 95 so với dung lượng đường truyền', 'Mức sử dụng đường truyền giờ cao điểm (phân vị 95, % dung lượng)'),
  ('equipment.queue', 'Đã có máy lấy số thứ tự', 'Máy lấy số thứ tự'),
  ('equipment.kiosk', 'Đã có ki-ốt tra cứu', 'Ki-ốt tra cứu'),
  ('equipment.camera', 'Đã có camera giám sát', 'Camera giám sát'),
  ('equipment.satisfaction', 'Đã có thiết bị đánh giá mức độ hài lòng', 'Thiết bị đánh giá mức độ hài lòng'),
  ('equipment.public_board', 'Đã có bảng niêm yết, công khai thông tin', 'Bảng niêm yết, công khai thông tin'),
  ('premises.arranged', 'Đã bố trí trụ sở Trung tâm Phục vụ hành chính công', 'Trụ sở Trung tâm Phục vụ hành chính công'),
  ('premises.fit', 'Trụ sở đáp ứng giao dịch hằng ngày', 'Trụ sở đáp ứng yêu cầu giao dịch hằng ngày'),
  ('leadership.director', 'Đã phân công phó chủ tịch UBND cấp xã làm giám đốc Trung tâm', 'Giám đốc Trung tâm là Phó Chủ tịch UBND'),
  ('leadership.director', 'Đã phân công giám đốc Trung tâm không do phó chủ tịch UBND cấp xã kiêm nhiệm', 'Giám đốc Trung tâm (không phải Phó Chủ tịch UBND kiêm nhiệm)'),
  ('leadership.deputy', 'Đã phân công phó giám đốc Trung tâm', 'Phó Giám đốc Trung tâm'),
  ('procedures.accounts', 'Tài khoản hệ thống giải quyết TTHC đã cấp', 'Tài khoản Hệ thống thông tin giải quyết TTHC'),
  ('procedures.posted', 'Đã niêm yết, công khai đầy đủ thủ tục hành chính', 'Niêm yết, công khai đầy đủ thủ tục hành chính'),
  ('national_system.updated', 'Đã cập nhật số liệu trong ngày lên Hệ thống giám sát Nghị quyết 57-NQ/TW', 'Cập nhật số liệu trong ngày trên Hệ thống giám sát Nghị quyết 57')
) AS renamed ("code", "from", "to")
WHERE "indicator"."code" = renamed."code" AND "indicator"."name_vi" = renamed."from";
--> statement-breakpoint
UPDATE "indicator" SET "name_en" = renamed."to"
FROM (VALUES
  ('signature.classified', 'Signature for classified work in place (yes or no only)', 'Signature for classified work (yes or no only)'),
  ('network.specialised', 'Connected to the specialised government network', 'Connection to the specialised government network'),
  ('network.lan', 'Local network of the Centre working', 'Working local network (LAN) at the Centre'),
  ('network.backup', 'Backup line in place', 'Backup line'),
  ('network.mobile_5g', '5G available in the locality', '5G coverage in the locality'),
  ('network.load_p95', '95th percentile of traffic against line capacity', 'Peak use of the line (95th percentile, % of capacity)'),
  ('equipment.queue', 'Queue-number machine in place', 'Queue-number machine'),
  ('equipment.kiosk', 'Look-up kiosk in place', 'Look-up kiosk'),
  ('equipment.camera', 'Camera in place', 'Surveillance camera'),
  ('equipment.satisfaction', 'Satisfaction rating device in place', 'Satisfaction rating device'),
  ('equipment.public_board', 'Public information board in place', 'Public information board'),
  ('premises.arranged', 'Premises arranged for the Centre', 'Premises of the Centre'),
  ('leadership.director', 'Commune vice-chairman assigned as director of the Centre', 'Commune vice-chairman as director of the Centre'),
  ('leadership.director', 'Director of the Centre appointed who is not also a commune vice-chairman', 'Director of the Centre (not a commune vice-chairman as well)'),
  ('leadership.deputy', 'Deputy director of the Centre appointed', 'Deputy director of the Centre'),
  ('procedures.accounts', 'Accounts of the procedure system assigned', 'Accounts on the procedure system'),
  ('procedures.posted', 'Procedures posted publicly', 'Public posting of all procedures'),
  ('national_system.updated', 'Figures of the day also updated on the national Resolution 57 system', 'Update of the day''s figures on the national Resolution 57 system')
) AS renamed ("code", "from", "to")
WHERE "indicator"."code" = renamed."code" AND "indicator"."name_en" = renamed."from";
--> statement-breakpoint
-- A legal basis names documents; where we know of them from is no basis.
UPDATE "indicator" SET "basis" = renamed."to"
FROM (VALUES
  ('Luật Giao dịch điện tử 2023, Điều 22; thời hạn chứng thư theo nguồn thứ cấp; 30 ngày báo trước là mức tự đặt', 'Luật Giao dịch điện tử 2023, Điều 22'),
  ('Mức tham chiếu: Thông tư 06/2026/TT-BKHCN (tier II): ít nhất 1 kênh, lưu lượng phân vị 95 không quá 90% dung lượng', 'Mức tham chiếu: Thông tư 06/2026/TT-BKHCN (cấp II): ít nhất 1 kênh, lưu lượng phân vị 95 không quá 90 % dung lượng'),
  ('Nghị định 118/2025/NĐ-CP; danh mục theo hướng dẫn cấp tỉnh (nguồn thứ cấp)', 'Nghị định 118/2025/NĐ-CP; danh mục theo hướng dẫn cấp tỉnh'),
  ('Nghị định 118/2025/NĐ-CP; phó chủ tịch làm giám đốc theo nguồn thứ cấp', 'Nghị định 118/2025/NĐ-CP')
) AS renamed ("from", "to")
WHERE "indicator"."basis" = renamed."from";
--> statement-breakpoint
UPDATE "condition" SET "name_vi" = 'Hệ thống giải quyết TTHC' WHERE "code" = 'procedures' AND "name_vi" = 'Hệ thống TTHC';
--> statement-breakpoint
UPDATE "condition" SET "name_vi" = 'Hệ thống giám sát Nghị quyết 57' WHERE "code" = 'national_system' AND "name_vi" = 'Hệ thống NQ57 quốc gia';
--> statement-breakpoint
UPDATE "programme" SET "name_vi" = 'Báo cáo hằng ngày về điều kiện phủ xanh – Hải Phòng'
WHERE "code" = 'haiphong-daily' AND "name_vi" = 'Báo cáo sẵn sàng hằng ngày – Hải Phòng';
--> statement-breakpoint
UPDATE "registry_version" SET "version" = "version" + 1;

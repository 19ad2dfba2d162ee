-- A file of format 1, as warroom wrote it: its tables and what was recorded.
PRAGMA application_id = 1465020237;
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    batch BLOB NOT NULL,
    hlc INTEGER NOT NULL,
    replica BLOB NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    subject BLOB NOT NULL,
    change TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_subject ON journal(subject);
CREATE INDEX journal_batch ON journal(batch);
CREATE TABLE thing (
    num INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    incident BLOB,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    shut INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    at INTEGER NOT NULL,
    workstream BLOB,
    word TEXT,
    holder BLOB,
    register TEXT,
    starred INTEGER NOT NULL,
    struck INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX thing_order ON thing(incident, kind, shut, rank, at, number, id) WHERE withdrawn = 0;
CREATE INDEX thing_lens ON thing(incident, workstream, kind, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND workstream IS NOT NULL;
CREATE INDEX thing_starred ON thing(incident, kind, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND starred = 1;
CREATE INDEX thing_word ON thing(incident, kind, word, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND word <> 'note';
CREATE INDEX thing_incidents ON thing(id) WHERE kind = 'incident';
CREATE INDEX thing_label ON thing(incident, kind, number);
CREATE INDEX thing_register ON thing(incident, register) WHERE register IS NOT NULL;
CREATE INDEX thing_activity ON thing(incident, workstream, changed) WHERE withdrawn = 0;
CREATE TABLE mention (
    incident BLOB NOT NULL,
    target ANY NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (incident, target, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally (
    incident BLOB NOT NULL,
    stream BLOB NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (incident, stream, name)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
    scope, words,
    content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO meta VALUES ('clock', 117654910402560023);
INSERT INTO meta VALUES ('current', X'01A201D4973A756798B889C97624635F');
INSERT INTO meta VALUES ('head', X'12BD5FAF5B149052CFDA902ADFD6F6C07A1CC642E60BB697AAF04346FDC63DEB');
INSERT INTO meta VALUES ('replica', X'E38204ADBB6E491181B9A9D926990DFB');
INSERT INTO journal VALUES (1, X'01A201D4973B765F881583209B9C3C6B', X'01A201D4973B765F8815831FA66B3141', 117654910402560000, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4973A756798B889C97624635F', '{"create":{"id":"01a201d4-973a-7567-98b8-89c97624635f","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":0,"body":{"incident":{"key":"INC-2026-001","title":"Stolen CI token","code_name":null,"severity":"SEV2","tlp":"TLP:AMBER","phase":"detected","exercise":false,"summary":"","impact":""}}}}', X'DFF6D668449AB98DDA5D4807A994FE420C255272871251AF580EA61F3DB6083B');
INSERT INTO journal VALUES (2, X'01A201D4975370D39E9AA6D7B0921E9E', X'01A201D4975277E091A193DA37C3AE63', 117654910402560001, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D70C26A137', '{"create":{"id":"01a201d4-9752-77e0-91a1-93d70c26a137","incident":null,"number":0,"body":{"person":{"handle":"sam","name":"","team":"","contact":"","expertise":"","zone":""}}}}', X'255BD54F25C517058BF33E1F98552AF81CA1A259A76D22B3B0122C1D4B16D1CF');
INSERT INTO journal VALUES (3, X'01A201D4975370D39E9AA6D82CB4C3D0', X'01A201D4975277E091A193DA37C3AE63', 117654910402560002, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D8E2416B6A', '{"create":{"id":"01a201d4-9752-77e0-91a1-93d8e2416b6a","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":0,"body":{"workstream":{"slug":"containment","objective":"","lead":null,"status":"active","health":"green","blocked_by":{},"update":""}}}}', X'72600F50D1462B0787CC48A3CAF895126AA92938F41836C52A08437B68C7CC02');
INSERT INTO journal VALUES (4, X'01A201D4975370D39E9AA6D92379EB86', X'01A201D4975277E091A193DA37C3AE63', 117654910402560003, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"create":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":1,"body":{"entry":{"kind":"action","when":{"at":"2026-11-21T14:05:00Z","precision":"minute","zone":{"name":"UTC","offset":0}},"text":"blocked 203.0.113.7 @sam #containment","typed":"14:05 > blocked 203.0.113.7 @sam #containment","workstream":"01a201d4-9752-77e0-91a1-93d8e2416b6a","people":["01a201d4-9752-77e0-91a1-93d70c26a137"],"starred":false,"struck":false,"phase":null,"decision":null,"question":null}}}}', X'39E037667B26E1B7E00EE9791ABC970356F877B77C8DB432A0FD48B5716E0A78');
INSERT INTO journal VALUES (5, X'01A201D4975A74288DB717149E2BAF77', X'01A201D4975A74288DB71713DDA6451A', 117654910402560004, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"when":{"was":{"at":"2026-11-21T14:05:00Z","precision":"minute","zone":{"name":"UTC","offset":0}},"now":{"at":"2026-11-21T14:06:00Z","precision":"minute","zone":{"name":"UTC","offset":0}}}}}}}', X'5F322238BC922B68D5169544B625F939BA756B0B31110224F06A1EB03FFE8F5A');
INSERT INTO journal VALUES (6, X'01A201D497627619B08D3400D5AE7220', X'01A201D4975A74288DB71713DDA6451A', 117654910402560005, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"text":{"was":"blocked 203.0.113.7 @sam #containment","now":"blocked 203.0.113.8 @sam #containment"}}}}}', X'21C146C2A50A7D06C6799AC8F0A85D9E123C5549D3288B10CAAF4CA98CD238B5');
INSERT INTO journal VALUES (7, X'01A201D4976374E8BDEC19AA3AFB4340', X'01A201D4975A74288DB71713DDA6451A', 117654910402560006, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"typed":{"was":"14:05 > blocked 203.0.113.7 @sam #containment","now":"14:06 > blocked 203.0.113.8 @sam #containment"}}}}}', X'E6A36224AAB43F8F873BD7A70FD8029060EE0C48DACC8F6A9E41EF6B8771A99D');
INSERT INTO journal VALUES (8, X'01A201D49772729F9E476920AD1298B1', X'01A201D49772729F9E47691F566624F6', 117654910402560007, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"typed":{"was":"14:06 > blocked 203.0.113.8 @sam #containment","now":"14:05 > blocked 203.0.113.7 @sam #containment"}}}}}', X'957AA46FD7B0714E75415B4F63FABC51CCB8F3A8632C5DB72B64BF1F03C931DA');
INSERT INTO journal VALUES (9, X'01A201D4977670E0A3D93285136E658C', X'01A201D49772729F9E47691F566624F6', 117654910402560008, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"text":{"was":"blocked 203.0.113.8 @sam #containment","now":"blocked 203.0.113.7 @sam #containment"}}}}}', X'2F5EC42DE05926A7F969DA9354843C9F6B6D6CB18FADCAFBC066CCB429C0A44D');
INSERT INTO journal VALUES (10, X'01A201D49777779284555C4758D4C5B7', X'01A201D49772729F9E47691F566624F6', 117654910402560009, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"when":{"was":{"at":"2026-11-21T14:06:00Z","precision":"minute","zone":{"name":"UTC","offset":0}},"now":{"at":"2026-11-21T14:05:00Z","precision":"minute","zone":{"name":"UTC","offset":0}}}}}}}', X'44B74D2A549C0015EAFBB956A6C5CC155C99EC34E84BF2F416F1350551ABC2AF');
INSERT INTO journal VALUES (11, X'01A201D4978A7203AD7B4FCDC8D6F58C', X'01A201D4978A7203AD7B4FCC9D6CC70A', 117654910402560010, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"when":{"was":{"at":"2026-11-21T14:05:00Z","precision":"minute","zone":{"name":"UTC","offset":0}},"now":{"at":"2026-11-21T14:06:00Z","precision":"minute","zone":{"name":"UTC","offset":0}}}}}}}', X'D41E3963C8668A86DDCEF019A216283DB481ABF4EA6B5CD292292B5490F114EF');
INSERT INTO journal VALUES (12, X'01A201D4978E73719EC7F58F0AE439F2', X'01A201D4978A7203AD7B4FCC9D6CC70A', 117654910402560011, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"text":{"was":"blocked 203.0.113.7 @sam #containment","now":"blocked 203.0.113.8 @sam #containment"}}}}}', X'9B386B6111C1F55027A36EE6670008CABE15DB0F4053CE6ACA323E2F2A063E07');
INSERT INTO journal VALUES (13, X'01A201D4978F71A29A40D9185B417E9A', X'01A201D4978A7203AD7B4FCC9D6CC70A', 117654910402560012, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"typed":{"was":"14:05 > blocked 203.0.113.7 @sam #containment","now":"14:06 > blocked 203.0.113.8 @sam #containment"}}}}}', X'E14FE8D8BC0528C1001152380D063597116520173AB5DD86C2563DF515BFB439');
INSERT INTO journal VALUES (14, X'01A201D497A2750C920D8415C2951388', X'01A201D497A2750C920D84146984FCE5', 117654910402560013, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497A2750C920D8413F4C737E6', '{"create":{"id":"01a201d4-97a2-750c-920d-8413f4c737e6","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":2,"body":{"entry":{"kind":"decision","when":{"at":"2026-11-21T14:31:00Z","precision":"second","zone":{"name":"UTC","offset":0}},"text":"cut access; why: scope unknown","typed":"= cut access; why: scope unknown","workstream":null,"people":[],"starred":false,"struck":false,"phase":null,"decision":{"number":1,"question":"","choice":"cut access","why":"scope unknown","rejected":"","decided_by":null,"reversible":null,"revisit":null,"superseded_by":null},"question":null}}}}', X'A6FE71401211FB899EE08B1E8304096AAE4DFF46CFF3D13265DA3F32C19F6B2B');
INSERT INTO journal VALUES (15, X'01A201D497B375DB90255E5766D6F729', X'01A201D497B375DB90255E56C2F76133', 117654910402560014, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497B375DB90255E5390765E0A', '{"create":{"id":"01a201d4-97b3-75db-9025-5e5390765e0a","incident":null,"number":0,"body":{"person":{"handle":"lee","name":"","team":"","contact":"","expertise":"","zone":""}}}}', X'4ACAADB111783A7D930691F8137F1108C73EDEE8BEB3DCF662565A8F433F5F0A');
INSERT INTO journal VALUES (16, X'01A201D497B375DB90255E58CCF499A0', X'01A201D497B375DB90255E56C2F76133', 117654910402560015, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497B375DB90255E543A397047', '{"create":{"id":"01a201d4-97b3-75db-9025-5e543a397047","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":0,"body":{"workstream":{"slug":"forensics","objective":"","lead":null,"status":"active","health":"green","blocked_by":{},"update":""}}}}', X'0EAB62E0D0EC7EDF7D8F8E08762149D838AA2EC7A4A71DCDF26B182943C4811A');
INSERT INTO journal VALUES (17, X'01A201D497B375DB90255E5964376B18', X'01A201D497B375DB90255E56C2F76133', 117654910402560016, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497B375DB90255E5556F1660A', '{"create":{"id":"01a201d4-97b3-75db-9025-5e5556f1660a","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":1,"body":{"task":{"title":"image the host","workstream":"01a201d4-97b3-75db-9025-5e543a397047","assignee":"01a201d4-97b3-75db-9025-5e5390765e0a","priority":"P1","state":"todo","due":{"at":"2026-11-21T13:00:00Z","precision":"minute","zone":{"name":"UTC","offset":0}},"when":null,"blocked_by":{},"notes":"","typed":"+ image the host @lee #forensics p1 due:13:00"}}}}', X'02E7F2E97EE3DF9B6A78F720C40F6396707F18E2A0E7342C5B86C96DBB576ED0');
INSERT INTO journal VALUES (18, X'01A201D497CA7259851014B47F720599', X'01A201D497CA7259851014B3154B5CB4', 117654910402560017, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497A2750C920D8413F4C737E6', '{"edit":{"id":"01a201d4-97a2-750c-920d-8413f4c737e6","edit":{"entry":{"text":{"was":"cut access; why: scope unknown","now":"cut all access; why: scope unknown"}}}}}', X'9247DE6292396F058BAFCD40426BC6CB05A389C589B175029C2F32493AE1C578');
INSERT INTO journal VALUES (19, X'01A201D497CB7121B670E231DED52B64', X'01A201D497CA7259851014B3154B5CB4', 117654910402560018, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497A2750C920D8413F4C737E6', '{"edit":{"id":"01a201d4-97a2-750c-920d-8413f4c737e6","edit":{"entry":{"typed":{"was":"= cut access; why: scope unknown","now":null}}}}}', X'A7A3B0339DDFA49BD155E13EF513A570595BE0B11DCFB816866F812377C3BD44');
INSERT INTO journal VALUES (20, X'01A201D497CB7121B670E2321B163862', X'01A201D497CA7259851014B3154B5CB4', 117654910402560019, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497A2750C920D8413F4C737E6', '{"edit":{"id":"01a201d4-97a2-750c-920d-8413f4c737e6","edit":{"entry":{"decision":{"was":{"number":1,"question":"","choice":"cut access","why":"scope unknown","rejected":"","decided_by":null,"reversible":null,"revisit":null,"superseded_by":null},"now":{"number":1,"question":"","choice":"cut all access","why":"scope unknown","rejected":"","decided_by":null,"reversible":null,"revisit":null,"superseded_by":null}}}}}}', X'189A109574508147212B89FE66053131B7B6051E1D5DFB3145CD1FBA51D4AEBA');
INSERT INTO journal VALUES (21, X'01A201D497E370F8ABD3630DE8B64008', X'01A201D497E370F8ABD3630C81A05FAA', 117654910402560020, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497A2750C920D8413F4C737E6', '{"edit":{"id":"01a201d4-97a2-750c-920d-8413f4c737e6","edit":{"entry":{"decision":{"was":{"number":1,"question":"","choice":"cut all access","why":"scope unknown","rejected":"","decided_by":null,"reversible":null,"revisit":null,"superseded_by":null},"now":{"number":1,"question":"","choice":"cut access","why":"scope unknown","rejected":"","decided_by":null,"reversible":null,"revisit":null,"superseded_by":null}}}}}}', X'58E77C61C994FC37A84DBEA6F3D7511E02EFC76A7DA01D2079C099C1C85FA65A');
INSERT INTO journal VALUES (22, X'01A201D497E470838170F59F6F7DD81A', X'01A201D497E370F8ABD3630C81A05FAA', 117654910402560021, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497A2750C920D8413F4C737E6', '{"edit":{"id":"01a201d4-97a2-750c-920d-8413f4c737e6","edit":{"entry":{"typed":{"was":null,"now":"= cut access; why: scope unknown"}}}}}', X'178E65467BA58010C64DF3E1BA740A2C712DD810C16990E4FBAF77C8781B6AC8');
INSERT INTO journal VALUES (23, X'01A201D497E470838170F5A039D5C417', X'01A201D497E370F8ABD3630C81A05FAA', 117654910402560022, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D497A2750C920D8413F4C737E6', '{"edit":{"id":"01a201d4-97a2-750c-920d-8413f4c737e6","edit":{"entry":{"text":{"was":"cut all access; why: scope unknown","now":"cut access; why: scope unknown"}}}}}', X'01F29215EE9FCDF89FFB124808CD190CE1CE7524C02CF62CE860C07ABC987381');
INSERT INTO journal VALUES (24, X'01A201D497F673E1903943205E8B1E1F', X'01A201D497F673E19039431F5AE984DA', 117654910402560023, X'E38204ADBB6E491181B9A9D926990DFB', 1795271460000, 'maya', X'01A201D4975277E091A193D9FC576372', '{"edit":{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","edit":{"entry":{"struck":{"was":false,"now":true}}}}}', X'12BD5FAF5B149052CFDA902ADFD6F6C07A1CC642E60BB697AAF04346FDC63DEB');
INSERT INTO thing VALUES (1, X'01A201D4973A756798B889C97624635F', X'01A201D4973A756798B889C97624635F', 'incident', 0, 0, 0, 117654910402560000, NULL, NULL, NULL, NULL, 0, 0, 0, 1795271460000, '{"id":"01a201d4-973a-7567-98b8-89c97624635f","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":0,"withdrawn":false,"amended":0,"created":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560000},"changed":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560000},"body":{"incident":{"key":"INC-2026-001","title":"Stolen CI token","code_name":null,"severity":"SEV2","tlp":"TLP:AMBER","phase":"detected","exercise":false,"summary":"","impact":""}}}');
INSERT INTO thing VALUES (2, X'01A201D4975277E091A193D70C26A137', NULL, 'person', 0, 0, 0, 117654910402560001, NULL, NULL, NULL, NULL, 0, 0, 0, 1795271460000, '{"id":"01a201d4-9752-77e0-91a1-93d70c26a137","incident":null,"number":0,"withdrawn":false,"amended":0,"created":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560001},"changed":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560001},"body":{"person":{"handle":"sam","name":"","team":"","contact":"","expertise":"","zone":""}}}');
INSERT INTO thing VALUES (3, X'01A201D4975277E091A193D8E2416B6A', X'01A201D4973A756798B889C97624635F', 'workstream', 0, 0, 0, 117654910402560002, X'01A201D4975277E091A193D8E2416B6A', NULL, NULL, NULL, 0, 0, 0, 1795271460000, '{"id":"01a201d4-9752-77e0-91a1-93d8e2416b6a","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":0,"withdrawn":false,"amended":0,"created":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560002},"changed":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560002},"body":{"workstream":{"slug":"containment","objective":"","lead":null,"status":"active","health":"green","blocked_by":{},"update":""}}}');
INSERT INTO thing VALUES (4, X'01A201D4975277E091A193D9FC576372', X'01A201D4973A756798B889C97624635F', 'entry', 1, 0, 0, 1795269960000, X'01A201D4975277E091A193D8E2416B6A', 'action', NULL, NULL, 0, 1, 0, 1795271460000, '{"id":"01a201d4-9752-77e0-91a1-93d9fc576372","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":1,"withdrawn":false,"amended":6,"created":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560003},"changed":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560023},"body":{"entry":{"kind":"action","when":{"at":"2026-11-21T14:06:00Z","precision":"minute","zone":{"name":"UTC","offset":0}},"text":"blocked 203.0.113.8 @sam #containment","typed":"14:06 > blocked 203.0.113.8 @sam #containment","workstream":"01a201d4-9752-77e0-91a1-93d8e2416b6a","people":["01a201d4-9752-77e0-91a1-93d70c26a137"],"starred":false,"struck":true,"phase":null,"decision":null,"question":null}}}');
INSERT INTO thing VALUES (5, X'01A201D497A2750C920D8413F4C737E6', X'01A201D4973A756798B889C97624635F', 'entry', 2, 0, 0, 1795271460000, NULL, 'decision', NULL, 'D1', 0, 0, 0, 1795271460000, '{"id":"01a201d4-97a2-750c-920d-8413f4c737e6","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":2,"withdrawn":false,"amended":2,"created":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560013},"changed":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560022},"body":{"entry":{"kind":"decision","when":{"at":"2026-11-21T14:31:00Z","precision":"second","zone":{"name":"UTC","offset":0}},"text":"cut access; why: scope unknown","typed":"= cut access; why: scope unknown","workstream":null,"people":[],"starred":false,"struck":false,"phase":null,"decision":{"number":1,"question":"","choice":"cut access","why":"scope unknown","rejected":"","decided_by":null,"reversible":null,"revisit":null,"superseded_by":null},"question":null}}}');
INSERT INTO thing VALUES (6, X'01A201D497B375DB90255E5390765E0A', NULL, 'person', 0, 0, 0, 117654910402560014, NULL, NULL, NULL, NULL, 0, 0, 0, 1795271460000, '{"id":"01a201d4-97b3-75db-9025-5e5390765e0a","incident":null,"number":0,"withdrawn":false,"amended":0,"created":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560014},"changed":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560014},"body":{"person":{"handle":"lee","name":"","team":"","contact":"","expertise":"","zone":""}}}');
INSERT INTO thing VALUES (7, X'01A201D497B375DB90255E543A397047', X'01A201D4973A756798B889C97624635F', 'workstream', 0, 0, 0, 117654910402560015, X'01A201D497B375DB90255E543A397047', NULL, NULL, NULL, 0, 0, 0, 1795271460000, '{"id":"01a201d4-97b3-75db-9025-5e543a397047","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":0,"withdrawn":false,"amended":0,"created":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560015},"changed":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560015},"body":{"workstream":{"slug":"forensics","objective":"","lead":null,"status":"active","health":"green","blocked_by":{},"update":""}}}');
INSERT INTO thing VALUES (8, X'01A201D497B375DB90255E5556F1660A', X'01A201D4973A756798B889C97624635F', 'task', 1, 0, 1, 1795266000000, X'01A201D497B375DB90255E543A397047', NULL, X'01A201D497B375DB90255E5390765E0A', NULL, 0, 0, 0, 1795271460000, '{"id":"01a201d4-97b3-75db-9025-5e5556f1660a","incident":"01a201d4-973a-7567-98b8-89c97624635f","number":1,"withdrawn":false,"amended":0,"created":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560016},"changed":{"at":"2026-11-21T14:31:00Z","author":"maya","hlc":117654910402560016},"body":{"task":{"title":"image the host","workstream":"01a201d4-97b3-75db-9025-5e543a397047","assignee":"01a201d4-97b3-75db-9025-5e5390765e0a","priority":"P1","state":"todo","due":{"at":"2026-11-21T13:00:00Z","precision":"minute","zone":{"name":"UTC","offset":0}},"when":null,"blocked_by":{},"notes":"","typed":"+ image the host @lee #forensics p1 due:13:00"}}}');
INSERT INTO mention VALUES (X'', X'01A201D4975277E091A193D70C26A137', 4);
INSERT INTO mention VALUES (X'', X'01A201D497B375DB90255E5390765E0A', 8);
INSERT INTO mention VALUES (X'', X'01A201D497B375DB90255E543A397047', 8);
INSERT INTO tally VALUES (X'01A201D4973A756798B889C97624635F', X'00000000000000000000000000000000', 'entry', 2);
INSERT INTO tally VALUES (X'01A201D4973A756798B889C97624635F', X'00000000000000000000000000000000', 'last D', 1);
INSERT INTO tally VALUES (X'01A201D4973A756798B889C97624635F', X'00000000000000000000000000000000', 'last E', 2);
INSERT INTO tally VALUES (X'01A201D4973A756798B889C97624635F', X'00000000000000000000000000000000', 'last T', 1);
INSERT INTO tally VALUES (X'01A201D4973A756798B889C97624635F', X'00000000000000000000000000000000', 'task.open', 1);
INSERT INTO tally VALUES (X'01A201D4973A756798B889C97624635F', X'01A201D4975277E091A193D8E2416B6A', 'entry', 1);
INSERT INTO tally VALUES (X'01A201D4973A756798B889C97624635F', X'01A201D497B375DB90255E543A397047', 'task.open', 1);
PRAGMA user_version = 1;

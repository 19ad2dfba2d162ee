//! The media type of a file, by its first bytes or, failing those, its name.

use std::path::Path;

/// Signatures of files that turn up as evidence: where they stand, what they are.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"\xd4\xc3\xb2\xa1", "application/vnd.tcpdump.pcap"),
    (0, b"\xa1\xb2\xc3\xd4", "application/vnd.tcpdump.pcap"),
    (0, b"\x0a\x0d\x0d\x0a", "application/x-pcapng"),
    (0, b"ElfFile\0", "application/x-ms-evtx"),
    (0, b"regf", "application/x-ms-registry-hive"),
    (257, b"ustar", "application/x-tar"),
];

/// Names that say more than the first bytes do.
const ENDINGS: &[(&str, &str)] = &[
    ("txt", "text/plain"),
    ("log", "text/plain"),
    ("md", "text/markdown"),
    ("csv", "text/csv"),
    ("html", "text/html"),
    ("htm", "text/html"),
    ("xml", "application/xml"),
    ("json", "application/json"),
    ("jsonl", "application/jsonl"),
    ("ndjson", "application/jsonl"),
    ("yaml", "application/yaml"),
    ("yml", "application/yaml"),
    ("eml", "message/rfc822"),
    ("svg", "image/svg+xml"),
    ("sh", "application/x-sh"),
    ("ps1", "text/plain"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    ("jar", "application/java-archive"),
];

/// How much of the start of a file decides.
pub(super) const HEAD: usize = 512;

/// The media type (RFC 6838) of a file that starts with `head`. A name is
/// believed only where the bytes do not contradict it.
pub(super) fn media_type(path: &Path, head: &[u8]) -> &'static str {
    let ending = path
        .extension()
        .and_then(|e| e.to_str())
        .map(str::to_ascii_lowercase);
    let by_name = ENDINGS
        .iter()
        .find(|(e, _)| ending.as_deref() == Some(e))
        .map(|(_, media)| *media);
    let by_bytes = SIGNATURES
        .iter()
        .find(|(at, magic, _)| head.get(*at..).is_some_and(|h| h.starts_with(magic)))
        .map(|(_, _, media)| *media);
    match (by_bytes, by_name) {
        // Office documents and jars are archives by their bytes.
        (Some("application/zip"), Some(name)) if is_archive(name) => name,
        (Some(bytes), _) => bytes,
        (None, Some(name)) if !is_archive(name) && is_text(head) => name,
        (None, _) if !head.is_empty() && is_text(head) => "text/plain",
        (None, _) => "application/octet-stream",
    }
}

fn is_archive(media: &str) -> bool {
    media.contains("openxmlformats") || media == "application/java-archive"
}

/// UTF-8 without control characters, but for a character cut off at the end.
fn is_text(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(_) => head,
        Err(e) if e.error_len().is_none() => &head[..e.valid_up_to()],
        Err(_) => return false,
    };
    !whole.iter().any(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_names_refine() {
        let of = |name: &str, head: &[u8]| media_type(Path::new(name), head);
        assert_eq!(of("dump.txt", b"\x7fELF\x02"), "application/x-executable");
        assert_eq!(
            of("q.docx", b"PK\x03\x04..").split('.').nth(1),
            Some("openxmlformats-officedocument")
        );
        assert_eq!(of("access.LOG", b"GET / HTTP/1.1"), "text/plain");
        assert_eq!(of("data.json", b"{}"), "application/json");
        assert_eq!(of("data.json", b"\0\x01\x02"), "application/octet-stream");
        assert_eq!(of("x", "naïve".as_bytes().split_at(3).0), "text/plain");
        assert_eq!(of("x", b""), "application/octet-stream");
    }
}

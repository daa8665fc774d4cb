//! The headers of a Parquet file's pages, looked at before a page is unpacked: its reader takes as much memory as they
//! say, and a damaged or hostile one may say anything. Pages with a checksum are compared with it.
//!
//! Page headers are Thrift structs in the compact protocol:
//! <https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift>,
//! <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use datafusion::parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};

use super::unpack::MAX_EXPANSION;

/// Writers aim at pages of 1 MiB.
const MAX_PAGE_BYTES: i64 = 256 << 20;
/// Up to here a file may expand as far as it likes, and have as many rows.
const FREE_BYTES: u64 = 64 << 20;
const FREE_ROWS: u64 = 1 << 20;
/// Beyond it, so many rows a byte: a row with an id of its own takes a byte and more.
const MAX_ROWS_PER_BYTE: u64 = 1000;
/// Structs within structs in a page header.
const MAX_DEPTH: u8 = 8;

/// Finds what is wrong with the sizes that the footer and the page headers of a file of `bytes` bytes give.
///
/// # Errors
/// What is wrong, as a clause about the file.
pub(super) fn check(file: &File, bytes: u64, metadata: &ParquetMetaData) -> Result<(), String> {
    let rows = metadata.row_groups().iter().map(|group| u64::try_from(group.num_rows()).unwrap_or(u64::MAX));
    let rows = rows.fold(0_u64, u64::saturating_add);
    if rows > FREE_ROWS.max(bytes.saturating_mul(MAX_ROWS_PER_BYTE)) {
        return Err(format!("says that its {bytes} bytes hold {rows} rows"));
    }
    let mut plain = 0_u64;
    for (number, group) in metadata.row_groups().iter().enumerate() {
        for column in group.columns() {
            let unpacked = chunk(file, bytes, group.num_rows(), column)
                .map_err(|reason| format!("column {} of row group {}: {reason}", column.column_path(), number + 1))?;
            plain = plain.saturating_add(unpacked);
        }
    }
    if plain > FREE_BYTES.max(bytes.saturating_mul(MAX_EXPANSION)) {
        return Err(format!("expands to {plain} bytes, more than {MAX_EXPANSION} times its size"));
    }
    Ok(())
}

/// The bytes that a column chunk's pages unpack to.
fn chunk(file: &File, bytes: u64, rows: i64, column: &ColumnChunkMetaData) -> Result<u64, String> {
    let outside = || "its place is outside of the file".to_owned();
    let unreadable = |error: io::Error| format!("a page header cannot be read: {error}");
    let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
    let start = u64::try_from(start).map_err(|_| outside())?;
    let mut left = u64::try_from(column.compressed_size()).map_err(|_| outside())?;
    if start.checked_add(left).is_none_or(|end| end > bytes) {
        return Err(outside());
    }
    // A value of a flat column is a row; of a list, as many as the footer says.
    let flat = column.column_descr().max_rep_level() == 0;
    let most_values = if flat { rows } else { column.num_values() };
    let mut reader = BufReader::with_capacity(1 << 14, file);
    reader.seek(SeekFrom::Start(start)).map_err(unreadable)?;
    let (mut values, mut plain) = (0_i64, 0_u64);
    // The reader stops at the last value, and does not look at what is behind.
    while left > 0 && values < most_values {
        let mut header = Header::default();
        let mut input = Input { reader: (&mut reader).take(left), used: 0 };
        input.structure(0, &mut |path, number| header.set(path, number)).map_err(unreadable)?;
        left -= input.used;
        let Header { plain: unpacked, stored, values: in_page, dictionary, checksum } = header;
        let most = if dictionary { unpacked } else { most_values };
        let fits = u64::try_from(stored).is_ok_and(|stored| stored <= left);
        if !fits || !(0..=MAX_PAGE_BYTES).contains(&unpacked) || !(0..=most).contains(&in_page) {
            return Err(format!("a page says that its {stored} bytes unpack to {unpacked} and hold {in_page} values"));
        }
        if !dictionary {
            values = values.saturating_add(in_page);
        }
        plain = plain.saturating_add(unpacked.unsigned_abs());
        left -= stored.unsigned_abs();
        match checksum {
            Some(listed) => {
                let found = crc32(&mut reader, stored.unsigned_abs())
                    .map_err(|error| format!("a page cannot be read: {error}"))?;
                if found != listed {
                    return Err(format!(
                        "a page has the checksum {found:08x}, and {listed:08x} is listed: the file is damaged"
                    ));
                }
            }
            None => reader.seek_relative(stored).map_err(unreadable)?,
        }
    }
    Ok(plain)
}

/// The checksum of the next bytes.
fn crc32(reader: &mut impl BufRead, mut bytes: u64) -> io::Result<u32> {
    let mut hasher = crc32fast::Hasher::new();
    while bytes > 0 {
        let buffer = reader.fill_buf()?;
        let used = buffer.len().min(usize::try_from(bytes).unwrap_or(usize::MAX));
        hasher.update(buffer.get(..used).unwrap_or_default());
        if used == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        reader.consume(used);
        bytes -= used as u64;
    }
    Ok(hasher.finalize())
}

/// What counts of a page header.
#[derive(Debug, Default)]
struct Header {
    plain: i64,
    stored: i64,
    values: i64,
    dictionary: bool,
    /// CRC-32 of the page as it is stored, where the writer has put one.
    checksum: Option<u32>,
}

impl Header {
    /// Takes in a number by the ids of its field and of the struct that the field is in.
    fn set(&mut self, path: [i64; 2], number: i64) {
        match path {
            [0, 2] => self.plain = number,
            [0, 3] => self.stored = number,
            // Written as a signed number of 32 bits.
            [0, 4] => self.checksum = i32::try_from(number).ok().map(i32::cast_unsigned),
            // A data page, a dictionary and a data page of version 2: each begins with its number of values.
            [5 | 8, 1] => self.values = number,
            [7, 1] => (self.values, self.dictionary) = (number, true),
            _ => {}
        }
    }
}

/// The compact protocol, read.
struct Input<R> {
    reader: R,
    used: u64,
}

impl<R: Read> Input<R> {
    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.reader.read_exact(&mut byte)?;
        self.used += 1;
        Ok(byte[0])
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.reader.by_ref().take(bytes), &mut io::sink())?;
        self.used += skipped;
        if skipped == bytes { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(malformed())
    }

    /// A signed number: 0, -1, 1, -2 … as 0, 1, 2, 3 …
    fn zigzag(&mut self) -> io::Result<i64> {
        let value = self.varint()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// A struct; `found` gets its numbers and those of structs in it. `within` is the id of the field that it is, 0 for the
    /// outermost.
    fn structure(&mut self, within: i64, found: &mut dyn FnMut([i64; 2], i64)) -> io::Result<()> {
        self.structure_at(within, 0, found)
    }

    fn structure_at(&mut self, within: i64, depth: u8, found: &mut dyn FnMut([i64; 2], i64)) -> io::Result<()> {
        let mut id = 0_i64;
        loop {
            let head = self.byte()?;
            let (delta, kind) = (head >> 4, head & 0x0f);
            if kind == 0 {
                return Ok(());
            }
            id = if delta == 0 { self.zigzag()? } else { id.saturating_add(delta.into()) };
            match kind {
                // The value of a truth is in its type.
                1 | 2 => {}
                4..=6 => {
                    let number = self.zigzag()?;
                    found([within, id], number);
                }
                12 => self.structure_at(if depth == 0 { id } else { -1 }, deeper(depth)?, found)?,
                other => self.value(other, depth, found)?,
            }
        }
    }

    /// A value that nothing is wanted of.
    fn value(&mut self, kind: u8, depth: u8, found: &mut dyn FnMut([i64; 2], i64)) -> io::Result<()> {
        match kind {
            1..=3 => self.skip(1),
            4..=6 => self.varint().map(drop),
            7 => self.skip(8),
            8 => {
                let bytes = self.varint()?;
                self.skip(bytes)
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
                let depth = deeper(depth)?;
                (0..count).try_for_each(|_| self.value(head & 0x0f, depth, found))
            }
            12 => self.structure_at(-1, deeper(depth)?, found),
            _ => Err(malformed()),
        }
    }
}

fn deeper(depth: u8) -> io::Result<u8> {
    if depth < MAX_DEPTH { Ok(depth + 1) } else { Err(malformed()) }
}

fn malformed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is not one")
}

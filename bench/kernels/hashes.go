// Checksums and codecs of the library: md5, sha1, sha512, crc32, adler32, fnv, maphash, base64, hex, binary, varint.
package main

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha512"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
)

type header struct {
	Magic   uint32
	Version uint16
	Flags   uint16
	Size    uint64
	Tag     [4]byte
}

func main() {
	data := make([]byte, 1<<16)
	for i := range data {
		data[i] = byte(i*i>>3 ^ i)
	}
	var x uint64
	table := crc64.MakeTable(crc64.ISO)
	castagnoli := crc32.MakeTable(crc32.Castagnoli)
	for i := range 120 {
		data[0] = byte(i)
		m, s, l := md5.Sum(data), sha1.Sum(data), sha512.Sum512(data)
		x += uint64(m[0]) + uint64(s[1]) + uint64(l[2])
		x += uint64(crc32.ChecksumIEEE(data)) + uint64(crc32.Checksum(data, castagnoli)) + crc64.Checksum(data, table) + uint64(adler32.Checksum(data))
		h := fnv.New64a()
		h.Write(data)
		x += h.Sum64()
		e := base64.StdEncoding.EncodeToString(data)
		d, _ := base64.StdEncoding.DecodeString(e)
		x += uint64(len(d))
		hx := hex.EncodeToString(data)
		d, _ = hex.DecodeString(hx)
		x += uint64(d[77])
	}
	buf := make([]byte, 0, 1<<16)
	for i := range 1_000_000 {
		buf = binary.AppendUvarint(buf[:0], uint64(i)*77)
		v, _ := binary.Uvarint(buf)
		buf = binary.BigEndian.AppendUint32(buf, uint32(v))
		x += uint64(binary.BigEndian.Uint32(buf[len(buf)-4:])) + uint64(binary.LittleEndian.Uint16(data[i&0xfff:]))
	}
	var b bytes.Buffer
	for i := range 60_000 {
		b.Reset()
		hd := header{0xCAFE, 1, uint16(i), uint64(i) << 20, [4]byte{'a', 'b', 'c', 'd'}}
		binary.Write(&b, binary.LittleEndian, &hd)
		var back header
		binary.Read(&b, binary.LittleEndian, &back)
		x += back.Size
	}
	fmt.Println(x)
}

/* SPDX-License-Identifier: MIT */
#include "lib/csv_scan.h"

#include "lib/processor.h"

static bool has_kernel(enum csv_kernel kernel)
{
    return kernel != CSV_KERNEL_WIDE || processor_is_wide();
}

bool csv_scan_with(enum csv_kernel kernel, struct csv_index *x, struct slice text, char delimiter,
                   bool final)
{
    static void (*const kernels[CSV_KERNELS])(struct csv_index *, struct slice, char, bool) = {
        csv_scan_portable, csv_scan_base, csv_scan_wide};
    if (!has_kernel(kernel))
        return false;
    kernels[kernel](x, text, delimiter, final);
    return true;
}

void csv_scan(struct csv_index *x, struct slice text, char delimiter, bool final)
{
    if (!csv_scan_with(CSV_KERNEL_WIDE, x, text, delimiter, final))
        csv_scan_with(CSV_KERNEL_BASE, x, text, delimiter, final);
}

void csv_index_free(struct csv_index *x)
{
    memory_release(x->marks);
    memory_release(x->rows);
    *x = (struct csv_index){0};
}

uint64_t csv_count_breaks(struct slice text)
{
    uint64_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count +=
            text.ptr[i] == '\r' || (text.ptr[i] == '\n' && (i == 0 || text.ptr[i - 1] != '\r'));
    return count;
}

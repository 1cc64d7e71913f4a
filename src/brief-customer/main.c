/* SPDX-License-Identifier: MIT */
/* The program brief-customer. */
#include "brief-customer/brief_customer.h"

int main(int argc, char **argv)
{
    return tool_main(&brief_customer_tool, argc, argv);
}
